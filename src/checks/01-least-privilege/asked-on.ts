import { operationResources } from '../../data/operation-resources.ts';
import { BY_ARN, kindsOf, resourceKind } from '../../data/resource-kinds.ts';
import { patternsOverlap } from '../../iam/overlap.ts';

/** What the ARNs look like that an action can be asked on, those of all kinds of its service where no list says which; null without any. */
export function askedOn(action: string): readonly string[] | null {
  const known = arnsByAction.get(action);
  if (known !== undefined) return known;
  const arns = findArns(action);
  arnsByAction.set(action, arns);
  return arns;
}

const arnsByAction = new Map<string, readonly string[] | null>();

function findArns(action: string): readonly string[] | null {
  const [service = '', name = ''] = action.split(':');
  const text = operationResources(service, name) ?? '';
  const names = /^[\w-]+\(/.test(text) ? text.split('+').map((one) => one.slice(0, one.indexOf('('))) : [BY_ARN];
  const kinds = names.includes(BY_ARN) ? kindsOf(service) : names.map((one) => `${service}:${one}`);
  const arns = kinds.map((kind) => resourceKind(kind)?.arn);
  return arns.length === 0 || arns.includes(undefined) ? null : arns.map((arn) => arn!.replaceAll(/\$\{\w+\}/g, '*'));
}

/** Whether an ARN that `askedOn` gives and one that is written (with wildcards) may be of one resource: part by part, since no Region holds a colon. */
export function mayMeet(asked: string, written: string): boolean {
  const [one, other] = [asked.split(':'), written.split(':')];
  if (other.length < 6) return patternsOverlap(asked, written);
  const ofService = one[2] === other[2] || one[2]!.includes('*') || /[^\w-]/.test(other[2]!);
  return ofService && patternsOverlap(one.slice(5).join(':'), other.slice(5).join(':'));
}
