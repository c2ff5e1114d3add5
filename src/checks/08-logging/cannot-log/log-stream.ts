import { expandAction } from '../../../data/iam-actions.ts';
import type { App } from '../../../model/app.ts';
import { logGroupOf } from '../../../model/log-group.ts';
import type { Statement } from '../../../model/statement.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { atomsOf, exactText, isUnknown, unknown } from '../../../model/value.ts';
import type { Atom, Unknown, Value } from '../../../model/value.ts';
import { any } from '../../outcomes.ts';

// Holes are written into the text between these, which no name or pattern has in it. Those of the deployment (parameters,
// imports) may turn out to be anything; those of resources are one generated name each.
const OPEN = '\u0001';
const CLOSE = '\u0002';

/** Every way to write the name of the log group that a function writes to, holes in their own marks. */
export function groupNames(app: App, fn: Resource): readonly string[] {
  const group = logGroupOf(app, fn);
  const declared = group === null || isUnknown(group) ? [] : [mark(group.resource.id), text(group.name)];
  const configured = property(fn, 'LoggingConfig.LogGroup');
  if (configured !== undefined) return distinct([...declared, text(configured)]);
  const own = property(fn, 'FunctionName');
  // A generated name begins with the stack's (CloudFormation user guide, Name type).
  const generated = `${mark('AWS::StackName')}-${fn.logicalId}-x`;
  return distinct([...declared, ...[own === undefined ? generated : text(own), mark(fn.id)].map((name) => `/aws/lambda/${name}`)]);
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '');
}

/** A question to policy statements: does any with this effect cover the action on a log group's streams? */
export interface Asked {
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  readonly names: readonly string[];
}

/** Whether a statement covers the action on the log group: surely, surely not, or only the deployment knows. */
export function accessBy(statements: readonly Statement[], asked: Asked): boolean | Unknown {
  return any(statements.map((statement) => coveredBy(statement, asked)));
}

function coveredBy(statement: Statement, { effect, action, names }: Asked): boolean | Unknown {
  if (isUnknown(statement.effect)) return statement.effect;
  if (statement.effect !== effect) return false;
  const acts = statement.notActions.length > 0 ? not(coversAction(statement.notActions, action)) : coversAction(statement.actions, action);
  if (acts === false) return false;
  const reaches =
    statement.notResources.length > 0
      ? not(any(statement.notResources.map((one) => reachesGroup(one, names))))
      : any(statement.resources.map((one) => reachesGroup(one, names)));
  if (reaches === false) return false;
  const unsure = [acts, reaches].find(isUnknown) ?? null;
  if (statement.conditions.length > 0)
    return effect === 'Deny' ? false : unknown('whether the conditions hold is known only at run time', statement.at);
  return unsure ?? true;
}

function coversAction(patterns: readonly Value[], action: string): boolean | Unknown {
  return any(patterns.map((pattern) => (isUnknown(pattern) ? pattern : expandAction(exactText(pattern) ?? '').includes(action))));
}

function not(answer: boolean | Unknown): boolean | Unknown {
  return isUnknown(answer) ? answer : !answer;
}

/** PutLogEvents acts on streams, so an ARN that ends with the group's name reaches none of them (service authorization reference, CloudWatch Logs). */
function reachesGroup(resource: Value, names: readonly string[]): boolean | Unknown {
  if (isUnknown(resource)) return resource;
  const pattern = text(resource);
  if (/^\*+$/.test(pattern)) return true;
  // `Arn` of a log group ends with `:*`.
  if (names.some((name) => name.startsWith(OPEN) && pattern.startsWith(`${name.slice(0, -1)}.Arn${CLOSE}`))) return true;
  const [, service = '', rest = ''] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/.exec(pattern) ?? [
    '',
    'logs',
    pattern.replace(/^arn:[^:]*:logs:/, ''),
  ];
  if (!mayMeet(service, 'logs')) return false;
  const streams = names.map((name) => `log-group:${name}:log-stream:x`);
  if (streams.some((stream) => mayMeet(rest, stream))) return true;
  const maybe = streams.some((stream) => mayMeet(loosened(rest), loosened(stream)));
  return maybe ? unknown('whether the log statement reaches the log group is known only at deployment', resource.at) : false;
}

function mark(name: string): string {
  return `${OPEN}${name.replaceAll(':', '.')}${CLOSE}`;
}

function text(value: Value | undefined): string {
  return (atomsOf(value) ?? []).map(atomText).join('');
}

function atomText(atom: Atom): string {
  if (atom.kind === 'literal') return atom.text;
  if (atom.kind === 'resource') return mark(atom.attribute === null ? atom.id : `${atom.id}.${atom.attribute}`);
  return mark(atom.kind === 'parameter' || atom.kind === 'pseudo' ? atom.name : '?');
}

/** Every hole may be anything. */
function loosened(pattern: string): string {
  return pattern.replaceAll(new RegExp(`${OPEN}[^${CLOSE}]*${CLOSE}`, 'g'), '*');
}

/** Whether some text matches both patterns. Cost: the product of their lengths. */
function mayMeet(a: string, b: string): boolean {
  let row = new Set([0]);
  const close = (positions: Set<number>): Set<number> => {
    for (const at of positions) if (b[at] === '*') positions.add(at + 1);
    return positions;
  };
  close(row);
  for (const char of a) {
    const next = new Set<number>();
    if (char === '*') for (let at = Math.min(...row); at <= b.length; at++) next.add(at);
    else for (const at of row) for (const reached of step(b, at, char)) next.add(reached);
    row = close(next);
    if (row.size === 0) return false;
  }
  return row.has(b.length);
}

function step(b: string, at: number, char: string): number[] {
  if (at >= b.length) return [];
  if (b[at] === '*') return [at];
  return b[at] === char || b[at] === '?' || char === '?' ? [at + 1] : [];
}
