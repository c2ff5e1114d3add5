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

/** Puts the shop's prices on what a customer asked for. */
export function priced(lines: { isbn: string; quantity: number }[]): Line[] {
  return lines.map(({ isbn, quantity }) => ({ isbn, quantity, priceCents: PRICES[isbn] ?? 0 }));
}

export function totalOf(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0);
}
