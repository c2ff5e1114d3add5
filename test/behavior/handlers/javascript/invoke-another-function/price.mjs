const PRICES = { rake: 1200, hoe: 900 };

export const handler = async ({ sku }) => PRICES[sku] ?? null;
