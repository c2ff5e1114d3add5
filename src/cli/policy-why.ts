import type { FunctionPolicy } from '../analyze/policies.ts';
import { showHoles } from '../iam/policy.ts';
import type { BehaviorUnknown } from '../model/behavior.ts';
import type { Need, NeedReason } from '../model/needs.ts';
import { shownPlace } from '../report/places.ts';
import { visible } from '../report/visible.ts';

/** Every grant of a function's policy with the chain that leads to it: the line that calls, the environment variable, the template. */
export function whyText(one: FunctionPolicy): string {
  const { id, behavior, needs, root } = one;
  const what = one.of === 'role' ? 'that services do with it is' : 'calls of its code are';
  const head = `${id}: ${behavior.complete ? '' : 'not '}all ${what} known`;
  const lines = needs.flatMap((need) => needLines(need, root));
  const gaps = behavior.unknowns.flatMap((unknown) => unknownLines(unknown, root));
  const isAnswerable = behavior.unknowns.some(({ hint }) => hint !== null);
  const where = isAnswerable ? ['  What you know goes under "behavior": { "hints": [ ... ] } in casemate.config.json.'] : [];
  return `${[head, ...lines, ...gaps, ...where].map(visible).join('\n')}\n`;
}

/** An unknown, and the hint that would answer it, to be pasted and filled in. */
function unknownLines({ because, at, hint }: BehaviorUnknown, root: string): string[] {
  const place = at === null ? '' : ` (${shownPlace(root, at)})`;
  return [`  unknown: ${because}${place}`, ...(hint === null ? [] : [`      if you know: ${JSON.stringify(hint)}`])];
}

function needLines(need: Need, root: string): string[] {
  const scope = need.viaService === null ? '' : ` through ${showHoles(need.viaService)}`;
  return [`  ${need.action} on ${showHoles(need.arn)}${scope}`, ...need.reasons.flatMap((reason) => reasonLines(reason, root))];
}

function reasonLines({ call, platform, target, because }: NeedReason, root: string): string[] {
  if (call === null) return [`      ${platform!.because} (${shownPlace(root, platform!.at)})`];
  const how = call.how === null ? '' : `, ${call.how}`;
  const why = because === null ? '' : `, since ${because}`;
  const lines = [`      ${shownPlace(root, call.at)}  ${call.service} ${call.operation}${how}${why}`];
  if (target.via !== '') lines.push(`        ${target.via}${target.bound === null ? '' : ` (${shownPlace(root, target.bound)})`}`);
  if (call.stack.length > 0) lines.push(`        reached by ${call.stack.map((at) => shownPlace(root, at)).join(' > ')}`);
  return lines;
}
