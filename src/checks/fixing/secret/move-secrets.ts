import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { kept, keptForBoth } from '../../../util/kept.ts';
import { removeVariable, seesAllFunctions } from '../environment-variable.ts';
import { noFix, notWritten, ref, writtenOf } from '../owner.ts';
import { handlerLoader } from './handler-loader.ts';
import type { FetchedSecret } from './loader-text.ts';
import { allowSecrets } from './permission.ts';
import type { SecretAccess } from './permission.ts';
import { wayToSecrets } from './reach.ts';
import { secretIn } from './secret-variables.ts';
import type { FoundSecret } from './secret-variables.ts';
import { emptiedParameter, storedSecret } from './stored-secret.ts';
import type { SecretVariable } from './stored-secret.ts';

/** A variable that goes, and what comes instead. */
interface Moved {
  readonly found: FoundSecret;
  /** Null where the code does not read it. */
  readonly fetched: FetchedSecret | null;
  /** What the new variable holds. */
  readonly id: Authored;
  readonly access: SecretAccess;
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

/**
 * Moves the secrets of a function out of its environment: the variables name secrets, and a loader before the handler fetches them. All
 * of a function at once, and every function that shares one by `Globals`, so that the edits of all of their findings are the same.
 */
export function moveSecrets(fail: FailOutcome, app: App): Fix | NoFix {
  const fn = app.functions.find(({ environment }) => environment.some(({ subject }) => subject === fail.subject));
  const variable = fn?.environment.find(({ subject }) => subject === fail.subject);
  if (fn === undefined || variable === undefined) return noFix('its variable is not in the template');
  const wanted = secretIn(app, fn, variable);
  if (wanted === null || typeof wanted === 'string') return noFix(wanted ?? 'its value is no secret');
  if (fn.environment.some((one) => one.name === pointerName(wanted))) return noFix(`${pointerName(wanted)} is a variable already`);
  if (wanted.isGlobal && !seesAllFunctions(app, wanted.file)) return noFix('a function that a condition leaves out may read it');
  const all = secretsOf(app);
  const changes: Change[] = [];
  const todo = new Set<string>();
  for (const user of sharing(fn, all)) {
    const edits = forFunction(app, user);
    if (typeof edits === 'string') return noFix(edits);
    changes.push(...edits.changes);
    for (const line of edits.todo) todo.add(line);
  }
  const title = titleOf(
    app,
    fn,
    all.filter((one) => one.fn === fn),
  );
  return { safety: 'review', title, changes, ...(todo.size === 0 ? {} : { todo: [...todo] }) };
}

function titleOf(app: App, fn: LambdaFunction, own: readonly FoundSecret[]): string {
  const names = own.map(({ variable }) => variable.name);
  const isRead = names.some((name) => mayRead(app, fn, name));
  const title = `${names.join(', ')} of ${fn.resource.logicalId}`;
  if (!isRead) return `Remove ${title}, which no code reads`;
  const stores = own.map(({ origin }) => (origin.kind === 'copied' && origin.store === 'ssm' ? 'Parameter Store' : 'Secrets Manager'));
  const place = [...new Set(stores)].toSorted().join(' and ');
  const isCopied = own.every(({ origin }) => origin.kind === 'copied');
  if (isCopied) return `Fetch ${title} from ${place} before the handler is loaded`;
  return `Keep ${title} in ${place}, and fetch ${names.length > 1 ? 'them' : 'it'} before the handler is loaded`;
}

// Every finding about one variable asks for the edits of all.
const secretsOf = kept((app: App): readonly FoundSecret[] =>
  app.functions.flatMap((fn) =>
    fn.environment.map((variable) => secretIn(app, fn, variable)).filter((one) => one !== null && typeof one !== 'string'),
  ),
);

/** The function, and those that have a secret by the same line under `Globals` as one of them. */
function sharing(fn: LambdaFunction, all: readonly FoundSecret[]): Set<LambdaFunction> {
  const users = new Set([fn]);
  for (let before = 0; before < users.size;) {
    before = users.size;
    const lines = new Set(
      all.filter((one) => one.isGlobal && users.has(one.fn)).map(({ file, variable }) => `${file.path} ${variable.name}`),
    );
    for (const one of all) if (one.isGlobal && lines.has(`${one.file.path} ${one.variable.name}`)) users.add(one.fn);
  }
  return users;
}

const forFunction = keptForBoth((app: App, fn: LambdaFunction): Pick<Moved, 'changes' | 'todo'> | string => {
  const all = secretsOf(app);
  const written = writtenOf(fn.resource);
  if (written === undefined) return notWritten(fn.resource).reason;
  const moved = all.filter((one) => one.fn === fn).map((found) => movedSecret(app, found, all));
  const changes = moved.flatMap((one) => [...replaced(one, all, app), ...one.changes]);
  const todo = moved.flatMap((one) => one.todo);
  const fetched = moved.flatMap((one) => (one.fetched === null ? [] : [one.fetched]));
  if (fetched.length === 0) return { changes, todo };
  const loader = handlerLoader(app, fn, written, fetched);
  if (typeof loader === 'string') return loader;
  const allowed = allowSecrets(app, fn, accesses(moved));
  if (typeof allowed === 'string') return allowed;
  const made = [...loader.changes, ...changes, ...allowed];
  const left = [...todo, ...loader.todo];
  for (const store of new Set(fetched.map((one) => one.store))) {
    const way = wayToSecrets(app, fn, store);
    if (typeof way === 'string') return way;
    made.push(...way.changes);
    left.push(...way.todo);
  }
  return { changes: made, todo: left };
});

function accesses(moved: readonly Moved[]): SecretAccess[] {
  const read = moved.filter(({ fetched }) => fetched !== null).map(({ access }) => access);
  return [...new Map(read.map((access) => [JSON.stringify(access.arn), access])).values()];
}

function movedSecret(app: App, found: FoundSecret, all: readonly FoundSecret[]): Moved {
  const { origin, variable, fn } = found;
  const source = pointerName(found);
  const isRead = mayRead(app, fn, variable.name);
  const key = origin.kind === 'copied' ? origin.key : null;
  const store = origin.kind === 'copied' ? origin.store : 'secretsmanager';
  const fetched = isRead ? { store, name: variable.name, source, key } : null;
  if (origin.kind === 'copied') {
    const access = { store, secret: origin.name, arn: origin.arn, key: origin.encryption };
    return { found, fetched, id: origin.id, access, changes: [], todo: isRead ? origin.todo : [] };
  }
  const readers = all.filter(isStored).filter((one) => mayRead(app, one.fn, one.variable.name));
  if (!readers.some((one) => sameLine(one, found))) return unused({ ...found, origin }, found);
  const stored = storedSecret(app, { ...found, origin }, readers);
  const access = { store, secret: stored.logicalId, arn: ref(stored.logicalId), key: stored.key };
  return { found, fetched, id: ref(stored.logicalId), access, changes: stored.changes, todo: stored.todo };
}

/** Nobody reads it: nothing takes its place, and a parameter that holds it is emptied. */
function unused(secret: SecretVariable, found: FoundSecret): Moved {
  const { changes, todo } = emptiedParameter(secret);
  return { found, fetched: null, id: null, access: { store: 'secretsmanager', secret: '', arn: null, key: null }, changes, todo };
}

function isStored(found: FoundSecret): found is FoundSecret & SecretVariable {
  return found.origin.kind !== 'copied';
}

function sameLine(one: FoundSecret, other: FoundSecret): boolean {
  return one.file === other.file && one.path.join('\0') === other.path.join('\0');
}

/** The variable goes; where any function reads it, one with the secret's ARN comes. */
function replaced({ found, id }: Moved, all: readonly FoundSecret[], app: App): Change[] {
  const { file, path, variable } = found;
  const gone: Change = { kind: 'remove', file, path };
  if (!all.some((one) => sameLine(one, found) && mayRead(app, one.fn, variable.name))) return [removeVariable(found)];
  const named = [...path.slice(0, -1), pointerName(found)];
  return [{ kind: 'set', file, path: named, value: id, after: variable.name }, gone];
}

/** `GATEWAY_TOKEN` -> `GATEWAY_TOKEN_SECRET_ARN`, `gatewayToken` -> `gatewayTokenSecretArn`; `..._NAME` for what is known by its name. */
function pointerName({ variable: { name }, origin }: FoundSecret): string {
  const isPlain = /[a-z]/.test(name) && !name.includes('_');
  if (origin.kind === 'copied' && origin.store === 'ssm') return isPlain ? `${name}ParameterName` : `${name}_PARAMETER_NAME`;
  const isName = origin.kind === 'copied' && typeof origin.id === 'string' && !origin.id.startsWith('arn:');
  const hasWord = /secret$/i.test(name);
  if (isPlain) return `${name}${hasWord ? '' : 'Secret'}${isName ? 'Name' : 'Arn'}`;
  return `${name}${hasWord ? '' : '_SECRET'}_${isName ? 'NAME' : 'ARN'}`;
}

/** Only what was followed whole, and hands its environment to nobody, is known not to read a variable. */
function mayRead(app: App, fn: LambdaFunction, name: string): boolean {
  const behavior = app.behaviorOf(fn);
  const isKnown = behavior.analysed && behavior.complete && behavior.observations.every(({ kind }) => kind !== 'environment');
  return !isKnown || behavior.reads.some((read) => read.name === name);
}
