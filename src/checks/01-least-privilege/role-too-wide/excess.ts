import { accessLevel } from '../../../data/iam-actions.ts';
import { isPlatformPolicy } from '../../../data/managed-policies.ts';
import { policyTemplateGrants } from '../../../data/policy-templates.ts';
import { kindsOf, resourceKind } from '../../../data/resource-kinds.ts';
import { difference, differences } from '../../../iam/difference.ts';
import type { Difference, DifferenceOptions } from '../../../iam/difference.ts';
import { patternsOverlap } from '../../../iam/overlap.ts';
import type { Policy, PolicyStatement, Request } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { Severity } from '../../../model/finding.ts';
import type { Need } from '../../../model/needs.ts';
import { canonicalArn } from '../../../model/policy-text.ts';
import { policyOf } from '../../../model/role-policy.ts';
import type { RolePolicy, RoleStatement } from '../../../model/role-policy.ts';
import { keptForBoth } from '../../../util/kept.ts';
import type { Span } from '../../../util/span.ts';
import { loosenedIn } from '../role-behavior.ts';
import { doubtOf } from './doubt.ts';
import { generatedNames } from '../generated-names.ts';

/** What one statement allows beyond need. */
export interface Excess {
  readonly statement: RoleStatement;
  /** One request for each action, the most telling first. */
  readonly witnesses: readonly Request[];
  /** Whether there are more actions than are listed. */
  readonly isCut: boolean;
  readonly severity: Severity;
}

/** Why a statement may allow more than is listed. */
export interface Undecided {
  readonly reason: string;
  readonly at: Span;
}

const MOST_ACTIONS = 60;

/** What the statements of a role allow beyond the needs, and why that could not be decided where it could not. */
export function excessOf(app: App, role: RolePolicy, needs: readonly Need[]): { excess: readonly Excess[]; undecided: Undecided | null } {
  let undecided: Undecided | null = null;
  const surplus = [...surplusOf(app, role, needs, (one) => (undecided ??= one))];
  const excess = surplus.map(({ witnesses, ...one }): Excess => ({ ...one, ...rated(app, witnesses, needs) }));
  return { excess: excess.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)), undecided };
}

/** Whether some statement of a role allows something beyond the needs; stops at the first one. */
export function hasExcess(app: App, role: RolePolicy, needs: readonly Need[]): boolean {
  return surplusOf(app, role, needs, null).next().done !== true;
}

/** Why it could not be decided what the statements of a role allow beyond the needs; null where it could. */
export function undecidedOf(app: App, role: RolePolicy, needs: readonly Need[]): Undecided | null {
  let undecided: Undecided | null = null;
  for (const _ of surplusOf(app, role, needs, (one) => (undecided ??= one)));
  return undecided;
}

/** What each statement allows beyond the needs, as far as it is asked for; `tell` gets what could not be decided on the way, null: nobody asks. */
function* surplusOf(
  app: App,
  role: RolePolicy,
  needs: readonly Need[],
  tell: ((undecided: Undecided) => void) | null,
): Generator<Omit<Excess, 'severity'>> {
  const { all, exact, vague } = measureOf(app, needs);
  const denials = role.statements.filter((statement) => statement.policy.effect === 'Deny');
  const within = role.boundary === null || role.boundary.unreadable.length > 0 ? {} : { within: [policyOf(role.boundary.statements)] };
  for (const statement of role.statements) {
    if (statement.policy.effect !== 'Allow' || isForPlatform(statement)) continue;
    const allowed = [policyOf([statement, ...denials])];
    const found = differences(allowed, [all], { ...within, limit: MOST_ACTIONS, ignore: onlyKnown });
    if (!found.decided) tell?.({ reason: found.because[0] ?? 'the statements could not be compared', at: statement.at });
    const made = found.witnesses.flatMap((witness) => asMade(witness, (options) => difference(allowed, [all], { ...within, ...options })));
    const witnesses = made.filter((witness) => {
      const doubt = doubtOf(app, needs, { statement, witness });
      if (doubt !== null) tell?.(doubt);
      return doubt === null;
    });
    if (witnesses.length > 0) yield { statement, witnesses, isCut: found.witnesses.length >= MOST_ACTIONS };
    else if (vague !== undefined && tell !== null) {
      const strict = differences(allowed, [exact], { ...within, limit: MOST_ACTIONS, ignore: onlyKnown });
      if (!strict.decided || strict.witnesses.some(canBe)) tell(vagueness(vague, statement));
    }
  }
}

/** Needs as policies. */
interface NeedMeasure {
  readonly all: Policy;
  /** Of the needs whose resource is known. */
  readonly exact: Policy;
  /** A need whose resource is not; undefined without one. */
  readonly vague: Need | undefined;
  /** What an ARN of the same resource looks like, for each need. */
  readonly related: readonly { readonly need: Need; readonly patterns: readonly string[] }[];
}

// Plans measure many statements by the same needs.
const measureOf = keptForBoth((app: App, needs: readonly Need[]): NeedMeasure => {
  const all = neededPolicy(app, needs);
  const vague = needs.find(isVague);
  const known = needs.filter((need) => !isVague(need));
  return { all, exact: vague === undefined ? all : neededPolicy(app, known), vague, related: needs.map((need) => relatedTo(app, need)) };
});

/** A need whose resource is neither one of the app's nor a name that is known: what else it allows may be needed, or not. */
function isVague({ reasons }: Need): boolean {
  return reasons.every(({ target }) => target.unknown !== null && target.logicalId === null);
}

function vagueness({ action, reasons }: Need, statement: RoleStatement): Undecided {
  const { call, target } = reasons[0]!;
  return { reason: `on which resources ${action} is needed is not known: ${target.unknown}`, at: call?.at ?? statement.at };
}

/** The request, or one of its action that can be made; nothing when the statement allows none. Names that AWS does not know allow nothing. */
function asMade(request: Request, ask: (options: DifferenceOptions) => Difference): readonly Request[] {
  const { action } = request;
  const [service = '', name = ''] = action.split(':');
  if (accessLevel(service, name) === undefined) return [];
  if (canBe(request)) return [request];
  if (!OBJECT_ACTION.test(action)) return [];
  const answer = ask({ actions: [action], resources: [OBJECTS] });
  if (!answer.decided || answer.witness === null) return [];
  return [{ ...answer.witness, resource: answer.witness.resource.replace(/^arn::/, 'arn:aws:') }];
}

/** Actions that are asked on an object, never on its bucket.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const OBJECT_ACTION =
  /^s3:(?:(?!\w*AccessPoint)\w*(?<!Bucket)Object(?!LockConfiguration)\w*|AbortMultipartUpload|ListMultipartUploadParts|BypassGovernanceRetention)$/;
const OBJECTS = 'arn:*:s3:::?*/?*';
const BUCKET_OR_OBJECT = /^arn:[^:]*:s3:::/;

/** Actions that are asked on an index; the others of the service know only the table.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const ON_INDEX: ReadonlySet<string> = new Set(['dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PartiQLSelect']);

/** Whether such a request can be made: SAM's templates name the indexes of a table, and a bucket with its objects, for every action. */
function canBe(request: Request): boolean {
  if (BUCKET_OR_OBJECT.test(request.resource)) return OBJECT_ACTION.test(request.action) === request.resource.includes('/');
  return !/^arn:[^:]*:dynamodb:.*\/index\//.test(request.resource) || ON_INDEX.has(request.action);
}

/** With this, names that no service has yet are left out: `sqs:SendMessage*` covers one action. */
const onlyKnown = (): boolean => false;

/** AWS's own execution policies serve the platform: wider than one queue or log group, but for every function alike. */
function isForPlatform({ managed, policy }: RoleStatement): boolean {
  return managed === null ? isVpcTemplate(policy) : isPlatformPolicy(managed);
}

/** What SAM writes for `VPCAccessPolicy`: the same for every function, with `ec2:DetachNetworkInterface` besides what Lambda asks for. */
function isVpcTemplate({ actions, resources, conditions }: PolicyStatement): boolean {
  const isSame = actions.patterns.length === VPC_TEMPLATE.size && actions.patterns.every((action) => VPC_TEMPLATE.has(action));
  return isSame && !actions.not && conditions.length === 0 && resources?.not === false && resources.patterns.join() === '*';
}

const VPC_TEMPLATE: ReadonlySet<string> = new Set(
  (policyTemplateGrants('VPCAccessPolicy') ?? []).flatMap(({ service, actions = '' }) =>
    actions.split(/\s+/).map((name) => `${service}:${name}`),
  ),
);

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const LEVELS: readonly string[] = ['Permissions management', 'Write', 'Read', 'Tagging', 'List'];

function levelOf(action: string): string {
  const [service = '', name = ''] = action.split(':');
  return accessLevel(service, name) ?? 'Write';
}

/** The same resource, and parts of it; none where the need is on everything. */
function relatedTo(app: App, need: Need): NeedMeasure['related'][number] {
  const arn = canonicalArn(need.arn);
  const root = arn === '*' ? null : loosenedIn(app, rootOf(arn));
  return { need, patterns: root === null ? [] : [root, `${root}/*`] };
}

/** Requests by severity, then by what the action does; the severity of all is that of the worst. */
function rated(app: App, requests: readonly Request[], needs: readonly Need[]): Pick<Excess, 'witnesses' | 'severity'> {
  const { related } = measureOf(app, needs);
  // Most requests of a statement are on one resource.
  const used = new Map<string, readonly Need[]>();
  const usedBy = (resource: string): readonly Need[] => {
    const known = used.get(resource) ?? needsRelated(related, resource);
    used.set(resource, known);
    return known;
  };
  const all = requests.map((request) => {
    const severity = severityOf(request, usedBy(request.resource));
    return { request, severity, rank: ORDER.indexOf(severity) * LEVELS.length + LEVELS.indexOf(levelOf(request.action)) };
  });
  const sorted = all.toSorted((a, b) => a.rank - b.rank);
  return { witnesses: sorted.map(({ request }) => request), severity: sorted[0]!.severity };
}

const FOR_INTERFACES = /^ec2:(?:Create|Describe|Delete)NetworkInterfaces?$/;

/** Other resources, and rights to give rights, weigh more than further verbs on a resource that is used anyway. */
function severityOf({ action, resource }: Request, used: readonly Need[]): Severity {
  const level = levelOf(action);
  // A function takes them up once it is put into a VPC; AWS's own policy allows them on every resource.
  if (FOR_INTERFACES.test(action)) return 'low';
  // SAM's own templates let their holder set the ACLs of the bucket it writes to.
  if (level === 'Permissions management') return used.length > 0 ? 'medium' : 'high';
  // Nothing narrower than every resource can be allowed.
  if (resource === '*') return level === 'Write' ? 'medium' : 'low';
  // The same verb on another object of the bucket or another index of the table.
  if (used.some((need) => need.action === action)) return 'low';
  if (used.length > 0) return level === 'Write' ? 'medium' : 'low';
  return level === 'List' ? 'medium' : 'high';
}

/** The needs of the resource that an ARN is of: the same one, or parts of it. */
function needsRelated(related: NeedMeasure['related'], resource: string): readonly Need[] {
  const root = rootOf(resource);
  return related
    .filter(({ patterns }) => patterns.some((pattern) => patternsOverlap(pattern, resource) || patternsOverlap(pattern, root)))
    .map(({ need }) => need);
}

/** The resource that a part of it belongs to: the table of an index, the bucket of an object. */
function rootOf(arn: string): string {
  return arn.replace(/\/(?:index|stream)\/.*$/, '').replace(/^(arn:[^:]*:(?:s3::|execute-api:[^:]*:[^:]*):[^/]*)\/.*$/, '$1');
}

/** Every key of the folder that objects are kept in: nobody writes a policy that ends in `*.csv`. */
function wholePrefix(arn: string): string {
  return /^arn:[^:]*:s3:::[^/]+\/.*\*/.test(arn) ? arn.slice(0, arn.indexOf('*', arn.indexOf('/')) + 1) : arn;
}

/** The needs as a policy, wider where names could turn out to be others: such a role is not called too wide. */
function neededPolicy(app: App, needs: readonly Need[]): Policy {
  const byAction = new Map<string, Set<string>>();
  const allow = (action: string, ...arns: string[]): void => {
    byAction.set(action, new Set([...(byAction.get(action) ?? []), ...arns]));
  };
  for (const need of needs) {
    const { action, reasons } = need;
    const arn = canonicalArn(need.arn);
    const open = loosenedIn(app, arn);
    allow(action, arn, open, wholePrefix(open), ...generatedNames(app, need).flatMap((one) => [one, one.replace(/-\*/, '*')]));
    // A name that nobody knows may be an ARN of another region or account.
    if (isVague(need)) allow(action, '*');
    // A value that stands for a whole ARN cannot be compared with a name.
    if (open !== arn || reasons.some((reason) => reason.target.unknown !== null || reason.target.logicalId === null))
      allow(action, '\uE000*');
    // Any resource may be the one: none that the action can be asked on is beyond need.
    if (reasons.every(({ target }) => target.logicalId === null) && isWholeKind(need)) allow(action, '*');
    // SAM's LambdaInvokePolicy ends in a star, which takes in versions and aliases.
    if (ON_FUNCTION.test(action)) allow(action, `${open.replace(/(:function:[^:]*):.*$/, '$1')}*`);
    // What Secrets Manager adds to a name has always six characters; a star for them takes in no secret that is another one by intent.
    if (open.startsWith('arn:') && open.endsWith('-??????')) allow(action, open.replace(/\?{6}$/, '*'));
    // Which fields a query asks for is not followed: policies name the whole API.
    if (action === 'appsync:GraphQL') allow(action, open.replace(/\/types\/.*$/, ''), open.replace(/\/types\/.*$/, '/*'));
    // Without it a missing object is answered with 403 instead of 404 (Amazon S3 API reference, GetObject).
    if (action === 's3:GetObject') allow('s3:ListBucket', rootOf(open));
    // SAM's SQSPollerPolicy adds it: who may take messages away gains nothing by hiding them.
    if (action === 'sqs:ReceiveMessage') allow('sqs:ChangeMessageVisibility', arn, open);
    if (action.startsWith('bedrock:InvokeModel')) for (const subscribing of SUBSCRIBING) allow(subscribing, '*');
  }
  for (const action of PLATFORM) allow(action, '*');
  const statements = [...byAction].map(([action, arns]): PolicyStatement => ({
    sid: null,
    effect: 'Allow',
    actions: { not: false, patterns: [action] },
    resources: { not: false, patterns: [...arns] },
    principals: null,
    conditions: [],
  }));
  return { version: '2012-10-17', statements };
}

/** Whether a need is on every resource of its kind (`table/*`), since nothing of the name is known. */
function isWholeKind({ action, arn }: Need): boolean {
  const kinds = kindsOf(action.slice(0, action.indexOf(':'))).flatMap((name) => resourceKind(name)?.arn ?? []);
  return kinds.some((kind) => kind.includes('${') && resourcePart(kind.replaceAll(/\$\{\w+\}/g, '*')) === resourcePart(arn));
}

/** What follows the account in an ARN. */
function resourcePart(arn: string): string {
  return arn.split(':').slice(5).join(':');
}

const ON_FUNCTION = /^lambda:(?:InvokeFunction|InvokeAsync|CheckpointDurableExecution|GetDurableExecutionState)/;

/** The first use of a model that is sold on AWS Marketplace subscribes the account to it. https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html */
const SUBSCRIBING: readonly string[] = ['aws-marketplace:Subscribe', 'aws-marketplace:Unsubscribe', 'aws-marketplace:ViewSubscriptions'];

// Logs and traces: who writes them for every group or trace is no worse off than AWS's own execution policies leave him.
const PLATFORM: readonly string[] = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'logs:DescribeLogStreams',
  'logs:DescribeLogGroups',
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];
