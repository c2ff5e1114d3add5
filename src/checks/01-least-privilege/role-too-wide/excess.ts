import { accessLevel } from '../../../data/iam-actions.ts';
import { isPlatformPolicy } from '../../../data/managed-policies.ts';
import { differences } from '../../../iam/difference.ts';
import { loosened, patternsOverlap } from '../../../iam/overlap.ts';
import type { Policy, PolicyStatement, Request } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { Severity } from '../../../model/finding.ts';
import type { Need } from '../../../model/needs.ts';
import { policyOf } from '../../../model/role-policy.ts';
import type { RolePolicy, RoleStatement } from '../../../model/role-policy.ts';
import { isOpenHole } from '../role-behavior.ts';

/** What one statement allows beyond need. */
export interface Excess {
  readonly statement: RoleStatement;
  /** One request for each action. */
  readonly witnesses: readonly Request[];
  /** Whether there are more actions than are listed. */
  readonly isCut: boolean;
  readonly severity: Severity;
}

const MOST_ACTIONS = 60;

/** What the statements of a role allow beyond the needs, and why that could not be decided where it could not. */
export function excessOf(app: App, role: RolePolicy, needs: readonly Need[]): { excess: readonly Excess[]; undecided: string | null } {
  const needed = neededPolicy(app, needs);
  const denials = role.statements.filter((statement) => statement.policy.effect === 'Deny');
  const within = role.boundary === null || role.boundary.unreadable.length > 0 ? {} : { within: [policyOf(role.boundary.statements)] };
  let undecided: string | null = null;
  const excess = role.statements.flatMap((statement): Excess[] => {
    if (statement.policy.effect !== 'Allow' || isForPlatform(statement)) return [];
    const found = differences([policyOf([statement, ...denials])], [needed], { ...within, limit: MOST_ACTIONS, ignore: onlyKnown });
    if (!found.decided) undecided ??= found.because[0] ?? 'the statements could not be compared';
    const witnesses = found.witnesses.filter(canBe);
    if (witnesses.length === 0) return [];
    const isCut = found.witnesses.length >= MOST_ACTIONS;
    return [{ statement, witnesses, isCut, severity: severityOf(app, witnesses, needs) }];
  });
  return { excess, undecided };
}

/** Actions that are asked on an index; the others of the service know only the table.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const ON_INDEX: ReadonlySet<string> = new Set(['dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PartiQLSelect']);

/** Whether such a request can be made: SAM's templates name the indexes of a table for every action. */
function canBe(request: Request): boolean {
  return !/^arn:[^:]*:dynamodb:.*\/index\//.test(request.resource) || ON_INDEX.has(request.action);
}

/** With this, names that no service has yet are left out: `sqs:SendMessage*` covers one action. */
const onlyKnown = (): boolean => false;

/** AWS's own execution policies serve the platform: wider than one queue or log group, but for every function alike. */
function isForPlatform(statement: RoleStatement): boolean {
  return statement.managed !== null && isPlatformPolicy(statement.managed);
}

/** The most telling request of all: of the worst severity, the first. */
export function worstOf(excess: readonly Excess[]): { excess: Excess; witness: Request; severity: Severity } {
  const [worst] = excess.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  const witness = worst!.witnesses.toSorted((a, b) => rankOf(b.action) - rankOf(a.action))[0]!;
  return { excess: worst!, witness, severity: worst!.severity };
}

const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const LEVELS: readonly string[] = ['List', 'Tagging', 'Read', 'Write', 'Permissions management'];

function levelOf(action: string): string {
  const [service = '', name = ''] = action.split(':');
  return accessLevel(service, name) ?? 'Write';
}

function rankOf(action: string): number {
  return LEVELS.indexOf(levelOf(action));
}

/** Other resources, and rights to give rights, weigh more than further verbs on a resource that is used anyway. */
function severityOf(app: App, witnesses: readonly Request[], needs: readonly Need[]): Severity {
  const severities = witnesses.map((witness): Severity => {
    const level = levelOf(witness.action);
    if (level === 'Permissions management') return 'high';
    const used = needs.filter((need) => isRelated(app, need.arn, witness.resource));
    // The same verb on another object of the bucket or another index of the table.
    if (used.some((need) => need.action === witness.action)) return 'low';
    if (used.length > 0) return level === 'Write' ? 'medium' : 'low';
    return level === 'List' ? 'medium' : witness.resource === '*' && level !== 'Write' ? 'medium' : 'high';
  });
  return ORDER.find((severity) => severities.includes(severity)) ?? 'low';
}

/** Whether two ARNs are of one resource: the same, or parts of it. */
function isRelated(app: App, needed: string, resource: string): boolean {
  if (resource === '*' || needed === '*') return false;
  const root = loosened(rootOf(needed), isOpenHole(app));
  return [root, `${root}/*`].some((pattern) => patternsOverlap(pattern, resource) || patternsOverlap(pattern, rootOf(resource)));
}

/** The resource that a part of it belongs to: the table of an index, the bucket of an object. */
function rootOf(arn: string): string {
  return arn.replace(/\/(?:index|stream)\/.*$/, '').replace(/^(arn:[^:]*:s3:::[^/]*)\/.*$/, '$1');
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
  const isOpen = isOpenHole(app);
  for (const { action, arn, reasons } of needs) {
    const open = loosened(arn, isOpen);
    allow(action, arn, open, wholePrefix(open));
    // A value that stands for a whole ARN cannot be compared with a name.
    if (open !== arn || reasons.some((reason) => reason.target.unknown !== null || reason.target.logicalId === null))
      allow(action, '\uE000*');
    // Without it a missing object is answered with 403 instead of 404 (Amazon S3 API reference, GetObject).
    if (action === 's3:GetObject') allow('s3:ListBucket', rootOf(open));
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
