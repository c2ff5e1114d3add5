import type { Abstract } from '../value.ts';

/** A function of a library by its dotted name (`console.log`, `pg.Pool`, `requests.get`); null for everything else. */
export function libraryName(callee: Abstract): string | null {
  if (callee.kind === 'model') return callee.label.replaceAll('.default', '');
  if (callee.kind !== 'unknown' || callee.origin.from !== 'library') return null;
  const { name, path } = callee.origin;
  return [name.replaceAll('.default', ''), ...path.filter((step) => step !== '()' && step !== 'default')].join('.');
}
