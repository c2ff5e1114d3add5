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

export function totalOf(lines: Line[]): number {
  return lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0);
}
