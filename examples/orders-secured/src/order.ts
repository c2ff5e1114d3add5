import { PRICES } from './catalogue.ts';

export interface Line {
  isbn: string;
  quantity: number;
  priceCents: number;
}

export interface Order {
  id: string;
  customer: string;
  email: string;
  lines: Line[];
  totalCents: number;
  status: 'placed' | 'paid' | 'declined';
  placedAt: string;
}

export interface Basket {
  lines: { isbn: string; quantity: number }[];
  cardToken: string;
}

/** Puts the shop's prices on what a customer asked for. */
export function priced(lines: Basket['lines']): Line[] {
  return lines.map(({ isbn, quantity }) => ({ isbn, quantity, priceCents: PRICES[isbn]! }));
}

export function totalOf(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0);
}

function isLine(value: unknown): boolean {
  const { isbn, quantity } = (value ?? {}) as Partial<Line>;
  return typeof isbn === 'string' && Object.hasOwn(PRICES, isbn) && Number.isInteger(quantity) && quantity! >= 1 && quantity! <= 99;
}

/** Whether a request body is a basket of 1 to 50 books that the shop sells. */
export function isBasket(value: unknown): value is Basket {
  const { lines, cardToken } = (value ?? {}) as Partial<Basket>;
  return typeof cardToken === 'string' && Array.isArray(lines) && lines.length >= 1 && lines.length <= 50 && lines.every(isLine);
}
