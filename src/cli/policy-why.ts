import type { FunctionPolicy } from '../analyze/policies.ts';
import { showHoles } from '../iam/policy.ts';
import type { Need, NeedReason } from '../model/needs.ts';
import { shownPlace } from '../report/places.ts';
import { visible } from '../report/visible.ts';

/** Every grant of a function's policy with the chain that leads to it: the line that calls, the environment variable, the template. */
export function whyText(one: FunctionPolicy): string {
  const { id, behavior, needs, root } = one;
  const head = behavior.complete ? `${id}: all calls of its code are known` : `${id}: not all calls of its code are known`;
  const lines = needs.flatMap((need) => needLines(need, root));
  const gaps = behavior.unknowns.map(({ because, at }) => `  unknown: ${because}${at === null ? '' : ` (${shownPlace(root, at)})`}`);
  return `${[head, ...lines, ...gaps].map(visible).join('\n')}\n`;
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
