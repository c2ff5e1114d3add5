import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { refersTo, textsEqual } from './reference.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { atomsOf } from './value.ts';
import type { Atom, Unknown, Value } from './value.ts';

/** `AWS::Logs::LogGroup`. */
export interface LogGroup {
  readonly resource: Resource;
  readonly name: Value | undefined;
  /** Not set: kept for ever. */
  readonly retentionDays: Value | undefined;
  readonly kmsKey: Value | undefined;
  /** The function that writes to it; of several, the first. */
  readonly functionId: string | null;
  /** A function that may write to it, when that cannot be told. */
  readonly unknown: Unknown | null;
  readonly at: Span;
}

// The group Lambda makes for a function when nobody else did (Lambda developer guide, CloudWatch Logs).
const LAMBDA_PREFIX = '/aws/lambda/';

/** Every log group of the app, joined to the function that writes to it. */
export function logGroupsOf(app: App): LogGroup[] {
  const functions = app.ofType('AWS::Lambda::Function');
  return app.ofType('AWS::Logs::LogGroup').map((resource) => {
    const verdicts = functions.map((fn) => ({ fn, written: isGroupOf(resource, fn) }));
    const blocked = verdicts.find(({ written }) => typeof written !== 'boolean')?.written;
    const writer = verdicts.find(({ written }) => written === true)?.fn.id ?? null;
    return {
      resource,
      name: property(resource, 'LogGroupName'),
      retentionDays: property(resource, 'RetentionInDays'),
      kmsKey: property(resource, 'KmsKeyId'),
      functionId: writer,
      unknown: writer === null && typeof blocked === 'object' ? blocked : null,
      at: resource.at,
    };
  });
}

/** The log group a function writes to: one of the app, null when none is declared, or unknown when one may be. */
export function logGroupOf(app: App, functionResource: Resource): LogGroup | Unknown | null {
  let blocked: Unknown | null = null;
  for (const group of app.logGroups) {
    const written = isGroupOf(group.resource, functionResource);
    if (written === true) return group;
    if (written !== false) blocked ??= written;
  }
  return blocked ?? app.opaque;
}

function isGroupOf(group: Resource, fn: Resource): boolean | Unknown {
  const configured = property(fn, 'LoggingConfig.LogGroup');
  if (configured !== undefined) return refersTo(configured, group, 'LogGroupName');
  const name = property(group, 'LogGroupName');
  // A group without a name gets one from CloudFormation, never Lambda's.
  if (name === undefined) return false;
  const byReference = textsEqual(name, prefixed([{ kind: 'resource', id: fn.id, attribute: null }], name));
  if (byReference === true) return true;
  const functionName = property(fn, 'FunctionName');
  // A generated name ends in characters that nobody can write beforehand.
  if (functionName === undefined) return byReference !== false && atomsOf(name)?.every(isKnownBeforehand) === true ? false : byReference;
  if (functionName.kind === 'unknown') return canStart(name) ? functionName : false;
  return textsEqual(name, prefixed(atomsOf(functionName) ?? [{ kind: 'unknown', reason: 'a name that is not a text' }], name));
}

function isKnownBeforehand({ kind }: Atom): boolean {
  return kind === 'literal' || kind === 'pseudo' || kind === 'resource';
}

/** A name that can only be known at deployment may be Lambda's; a known one must begin with Lambda's prefix. */
function canStart(name: Value): boolean {
  const first = atomsOf(name)?.[0];
  return first?.kind !== 'literal' || first.text.startsWith(LAMBDA_PREFIX) || LAMBDA_PREFIX.startsWith(first.text);
}

function prefixed(atoms: readonly Atom[], like: Value): Value {
  const [first, ...rest] = atoms;
  if (first?.kind !== 'literal') return { kind: 'text', atoms: [{ kind: 'literal', text: LAMBDA_PREFIX }, ...atoms], at: like.at };
  const start: Atom = { kind: 'literal', text: LAMBDA_PREFIX + first.text };
  if (rest.length === 0) return { kind: 'scalar', value: start.text, at: like.at };
  return { kind: 'text', atoms: [start, ...rest], at: like.at };
}
