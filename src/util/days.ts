/** Days from one day to another, both `YYYY-MM-DD` in UTC; NaN when one is no such day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
