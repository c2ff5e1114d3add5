import type { Difference, DifferenceOptions } from '../../../iam/difference.ts';
import type { PolicyStatement, Request } from '../../../iam/policy.ts';
import { askedOn, mayMeet } from '../asked-on.ts';

/**
 * Actions that a statement names and that can be asked on none of its resources: `ssm:*` on a parameter allows nothing of documents, and an alias
 * stands for no key (https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html). Names that no service has yet are left out as well:
 * `sqs:SendMessage*` covers one action.
 */
export function neverAskedOn({ resources }: PolicyStatement): (action: string) => boolean {
  if (resources === null || !namesResources({ resources })) return onlyKnown;
  const key = resources.patterns.join('\n');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const reached = new Map<string, boolean>();
  const reaches = (arn: string): boolean => {
    let answer = reached.get(arn);
    if (answer === undefined) reached.set(arn, (answer = resources.patterns.some((pattern) => mayMeet(arn, pattern))));
    return answer;
  };
  const ignores = (action: string): boolean => askedOn(action)?.some(reaches) === false;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, ignores);
  return ignores;
}

/** Whether a statement is on written ARNs, so that what it allows depends on their kinds. */
export function namesResources({ resources }: Pick<PolicyStatement, 'resources'>): boolean {
  return resources !== null && !resources.not && resources.patterns.every(isWritten);
}

const onlyKnown = (): boolean => false;

// Answers of `differences` are remembered by the function they were asked with.
const kept = new Map<string, (action: string) => boolean>();
const MOST_KEPT = 1000;

/** The request, or one on a resource that its action can be asked on, where the statement names several kinds; nothing when it allows none. */
export function asOfItsKind(request: Request, ask: (options: DifferenceOptions) => Difference): readonly Request[] {
  const arns = isWritten(request.resource) ? askedOn(request.action) : null;
  if (arns === null || arns.some((arn) => mayMeet(arn, request.resource))) return [request];
  const answer = ask({ actions: [request.action], resources: arns });
  if (!answer.decided) return [request];
  return answer.witness === null ? [] : [answer.witness];
}

/** Whether a pattern says of which service it is: neither a star nor a text that may stand for any ARN. */
function isWritten(pattern: string): boolean {
  return pattern.startsWith('arn:');
}
