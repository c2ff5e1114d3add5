import type { Request } from '../policy.ts';

type Context = Map<string, readonly string[]>;

const REQUEST_TAG = 'aws:requesttag/';

/** The request with the keys that AWS derives from others: a tag in the request is also among `aws:TagKeys`, and the other way round.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tagkeys */
export function completed(request: Request): Request {
  const context: Context = new Map(request.context);
  const tags = [...context.keys()].filter((key) => key.startsWith(REQUEST_TAG)).map((key) => key.slice(REQUEST_TAG.length));
  const listed = context.get('aws:tagkeys');
  const names = new Set((listed ?? []).map((name) => name.toLowerCase()));
  const missing = tags.filter((tag) => !names.has(tag));
  if (missing.length > 0) context.set('aws:tagkeys', [...(listed ?? []), ...missing]);
  for (const name of names) if (!context.has(REQUEST_TAG + name)) context.set(REQUEST_TAG + name, ['example']);
  return { ...request, context };
}

/** Why AWS would never send a request with these values together; null when nothing known stands against it. */
export function contradiction({ context, resource }: Request): string | null {
  const one = (key: string): string | undefined => context.get(key)?.[0];
  for (const [arn, account] of ACCOUNTS_OF_ARNS) {
    const inArn = accountOf(one(arn));
    const value = one(account);
    if (inArn !== null && value !== undefined && inArn !== value) return `${arn} and ${account} are correlated keys`;
  }
  const owner = one('aws:resourceaccount');
  const inResource = accountOf(resource);
  if (owner !== undefined && inResource !== null && inResource !== owner) return 'the resource and aws:resourceaccount are correlated';
  const tags = new Set((context.get('aws:tagkeys') ?? []).map((name) => name.toLowerCase()));
  for (const key of context.keys())
    if (key.startsWith(REQUEST_TAG) && !tags.has(key.slice(REQUEST_TAG.length))) return `${key} and aws:tagkeys are correlated keys`;
  for (const tag of tags) if (!context.has(REQUEST_TAG + tag)) return `aws:tagkeys and ${REQUEST_TAG}${tag} are correlated keys`;
  if (context.has('aws:currenttime') && context.has('aws:epochtime')) return 'aws:currenttime and aws:epochtime are correlated keys';
  return calledViaContradiction(context);
}

const ACCOUNTS_OF_ARNS = [
  ['aws:principalarn', 'aws:principalaccount'],
  ['aws:sourcearn', 'aws:sourceaccount'],
] as const;

/** The account in an ARN; null when there is no such part, or it is empty or not a number. */
function accountOf(arn: string | undefined): string | null {
  const account = arn?.split(':')[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : null;
}

function calledViaContradiction(context: Request['context']): string | null {
  const chain = context.get('aws:calledvia');
  for (const key of ['aws:calledviafirst', 'aws:calledvialast']) {
    const end = context.get(key)?.[0];
    if (chain !== undefined && end !== undefined && !chain.includes(end)) return `${key} and aws:calledvia are correlated keys`;
  }
  return null;
}
