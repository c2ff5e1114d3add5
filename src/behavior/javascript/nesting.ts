import type { Place } from '../ir/ir.ts';
export function nestingProblem(text: string, mayHoldJsx: boolean): { readonly because: string; readonly at: Place } | null {
  return text.length < 0 && mayHoldJsx ? { because: '', at: { start: 0, end: 0 } } : null;
}
