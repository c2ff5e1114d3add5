import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { FailOutcome, Outcome } from '../../../model/finding.ts';
import type { Resource } from '../../../model/template.ts';
import { atomsOf, exactText, get } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';
import { fail, pass } from '../../outcomes.ts';
import { isForeignAccount } from './foreign-accounts.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'hard-coded-environment',
  title: 'Account or region written where a reference belongs',
  practices: [12],
  severity: 'low',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/best-practices.html',
  ],
  looksAt: ['every ARN and AWS address in resource properties'],
  messages: {
    account: '{arn} names the account {account}: deployed anywhere else, {resource} points back at it',
    region: '{arn} names the region {region}: deployed anywhere else, {resource} points back at it',
  },
  remedy:
    'Write ${AWS::AccountId}, ${AWS::Region} and ${AWS::Partition}, or reference the resource; pass what lies elsewhere as a parameter.',
  ofText: true,
  config: ['account.trusted'],
  fix,
  *run(app) {
    for (const resource of app.resources) {
      const found = placesIn(resource.properties).flatMap((value) => hardCoded(resource, value, app.config.account.trusted));
      // The same line may reach several generated resources: the owner's own resource speaks for it.
      if (found.length === 0) yield pass(resource.id);
      yield* unique(found);
    }
  },
});
export default check;

/** `arn:aws:service:region:account:rest`, any part possibly empty. */
const ARN = /^arn:(aws|aws-cn|aws-us-gov):([\w-]+):([a-z0-9-]*):(?:(\d{12}|):|$)/;
const EITHER = /^(?:arn:|https:\/\/sqs\.)/;
const QUEUE_URL = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\/(\d{12})\//;

/** Services whose resources live in one region whatever the stack's (CloudFront's certificates and web ACLs, layers are published per region). */
const REGION_BOUND: ReadonlySet<string> = new Set(['acm', 'wafv2', 'lambda-edge']);

function hardCoded(resource: Resource, value: Value, trusted: readonly string[]): Outcome[] {
  if (value.kind === 'scalar' && !EITHER.test(String(value.value))) return [];
  const [first] = atomsOf(value) ?? [];
  if (first?.kind !== 'literal') return [];
  const arn = ARN.exec(first.text);
  const queue = QUEUE_URL.exec(first.text);
  const service = arn?.[2] ?? (queue === null ? undefined : 'sqs');
  if (service === undefined) return [];
  // What a pseudo parameter or a parameter brought in stands nowhere in the owner's text.
  const text = value.at.source.text.slice(value.at.start, value.at.end);
  const [account = '', region = ''] = [arn?.[4] ?? queue?.[2], arn?.[3] ?? queue?.[1]].map((part = '') =>
    text.includes(part) ? part : '',
  );
  const shown = first.text.length > 80 ? `${first.text.slice(0, 79)}…` : first.text;
  const args = { arn: shown, resource: resource.logicalId, account, region };
  // Another owner's resource (a public layer, a trusted account) is meant to be just that one.
  if (account !== '' && (isForeignAccount(account, first.text) || trusted.includes(account))) return [];
  if (account !== '') return [finding(resource, value.at, { message: 'account', args })];
  return region === '' || REGION_BOUND.has(service) ? [] : [finding(resource, value.at, { message: 'region', args })];
}

function finding(
  resource: Resource,
  at: Span,
  { message, args }: Pick<FailOutcome, 'message'> & { args: NonNullable<FailOutcome['args']> },
): FailOutcome {
  return fail({ subject: resource.owner?.id ?? resource.id, message, args, at });
}

function unique(found: readonly Outcome[]): Outcome[] {
  const seen = new Set<string>();
  return found.filter((outcome) => {
    const key = outcome.verdict === 'fail' ? `${outcome.at.source.path}:${outcome.at.start}` : '';
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Every text inside a value, added to `places`. */
function placesIn(value: Value, places: Value[] = []): Value[] {
  if (value.kind === 'list') for (const item of value.items) placesIn(item, places);
  else if (value.kind === 'map') {
    // A Pass state of a state machine calls nothing: ARNs in it are sample data.
    if (exactText(get(value, 'Type')) === 'Pass') return places;
    // Whom a policy trusts is another account on purpose.
    for (const [key, entry] of value.entries) if (key !== 'Principal') placesIn(entry.value, places);
  } else if (value.kind !== 'scalar' || (typeof value.value === 'string' && value.parameters === undefined)) {
    // A value that a parameter brought in is the parameter's business.
    places.push(value);
  }
  return places;
}
