import type { BehaviorUnknown } from '../../model/behavior.ts';
import type { LambdaFunction } from '../../model/function.ts';
import type { HintDraft } from '../../model/hint.ts';
import type { Span } from '../../util/span.ts';
import type { NameUnknown } from '../bind/name.ts';

/** The hint that would say which resource a name stands for, with the app's resources that it could be. */
export function resourceDraft(fn: LambdaFunction, { value, candidates = [] }: NameUnknown, at: Span): HintDraft {
  const about = value === undefined ? { at: placeText(at) } : { value };
  return { function: fn.id, ...about, resources: candidates.length > 0 ? candidates : ['LOGICAL_ID'] };
}

/** Gaps that are not of one place: none of the code was followed. */
const OF_ALL_CODE: ReadonlySet<string> = new Set(['source-not-found', 'language-not-analysed']);

/** The hint that would say what is called where calls may be hidden. */
export function callDraft(fn: LambdaFunction, { code, at }: Pick<BehaviorUnknown, 'code' | 'at'>): HintDraft {
  const place = at === null || OF_ALL_CODE.has(code) ? {} : { at: placeText(at) };
  if (code === 'dynamic-import') return { function: fn.id, ...place, modules: ['./MODULE'] };
  return { function: fn.id, ...place, unknown: code, calls: [{ action: 'SERVICE:ACTION', resources: ['LOGICAL_ID'] }] };
}

function placeText({ source, start }: Span): string {
  return `${source.path}:${source.position(start).line}`;
}
