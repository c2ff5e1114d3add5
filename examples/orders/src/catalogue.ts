/** Price of each book in cents, by ISBN. */
export const PRICES: Readonly<Record<string, number>> = {
  '9780000000019': 2450,
  '9780000000026': 1800,
  '9780000000033': 3299,
};
