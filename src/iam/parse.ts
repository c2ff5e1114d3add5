import { readJson } from '../util/json.ts';
import { toJson } from '../util/node.ts';
import { SourceFile } from '../util/span.ts';
import { entriesOf, parseConditions } from './condition-parse.ts';
import type { ReportProblem } from './condition-parse.ts';
import { literalPattern } from './match.ts';
import type { PatternSet, Policy, PolicyPrincipal, PolicyStatement, PrincipalSet } from './policy.ts';

/** A part of a policy document that IAM would refuse. */
export interface PolicyProblem {
  /** `Statement[2].Condition.StringEqualz`; empty when it is the whole document. */
  readonly path: string;
  readonly message: string;
}

/** A policy and what of its document could not be read. Statements with problems are left out: when there are problems, the policy
 *  says less than its document, and an answer from it is not to be trusted. */
export interface ParsedPolicy {
  readonly policy: Policy;
  readonly problems: readonly PolicyProblem[];
}

/** What a document may hold. IAM's own limits are 10,240 characters (inline) and 6,144 (managed); key policies take 32 kB and AWS's own
 *  managed policies are larger. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_CHARACTERS = 1_000_000;
const MOST_VALUES = 50_000;

const ELEMENTS = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition']);
const VERSIONS: readonly string[] = ['2008-10-17', '2012-10-17'];

/** Reads a policy document given as plain data in any form that IAM takes: one statement or a list, single values or lists.
 *  Every part that IAM would refuse becomes a problem. Throws nothing.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function parsePolicy(document: unknown): ParsedPolicy {
  const problems: PolicyProblem[] = [];
  const report: ReportProblem = (path, message) => problems.push({ path, message });
  const empty: Policy = { version: '2008-10-17', statements: [] };
  const size = sizeProblem(document);
  const entries = size === null ? entriesOf(document) : null;
  if (size !== null) report('', size);
  else if (entries === null) report('', 'a policy is an object');
  if (entries === null) return { policy: empty, problems };

  for (const [key] of entries) if (!['Version', 'Id', 'Statement'].includes(key)) report(key, `${key} is not an element of a policy`);
  const { Version: version = '2008-10-17', Statement: statement } = Object.fromEntries(entries);
  // Which texts are policy variables hangs on the version, so nothing can be said without it.
  if (!VERSIONS.includes(version as string)) {
    report('Version', 'the version is 2012-10-17 or 2008-10-17');
    return { policy: empty, problems };
  }
  const statements = parseStatements(statement, report);
  return { policy: { version: version as Policy['version'], statements }, problems };
}

/** Reads a policy document from JSON text; a key that stands twice is a problem, as IAM refuses it. */
export function parsePolicyText(text: string): ParsedPolicy {
  const refused = (message: string): ParsedPolicy => ({
    policy: { version: '2008-10-17', statements: [] },
    problems: [{ path: '', message }],
  });
  if (text.length > MOST_CHARACTERS) return refused(`the document has more than ${MOST_CHARACTERS} characters`);
  const read = readJson(new SourceFile('policy.json', text));
  if (!read.ok) return refused(read.error.message);
  const [twice] = read.warnings;
  return twice === undefined ? parsePolicy(toJson(read.node)) : refused(twice.message);
}

function sizeProblem(document: unknown): string | null {
  let characters = 0;
  let values = 0;
  const waiting: unknown[] = [document];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (++values > MOST_VALUES) return `the document has more than ${MOST_VALUES} values`;
    if (typeof value === 'string') characters += value.length;
    if (characters > MOST_CHARACTERS) return `the document has more than ${MOST_CHARACTERS} characters`;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) characters += key.length;
      waiting.push(inner);
    }
  }
  return null;
}

function parseStatements(element: unknown, report: ReportProblem): PolicyStatement[] {
  if (element === undefined) report('Statement', 'the policy has no statement');
  if (element === undefined) return [];
  const isList = Array.isArray(element);
  const list: unknown[] = isList ? element : [element];
  if (list.length === 0) report('Statement', 'the list is empty');
  return list.flatMap((statement, i) => parseStatement(statement, isList ? `Statement[${i}]` : 'Statement', report));
}

/** No statement where a part of it cannot be read. */
function parseStatement(element: unknown, path: string, reportOut: ReportProblem): PolicyStatement[] {
  let ok = true;
  const report: ReportProblem = (at, message) => {
    ok = false;
    reportOut(at, message);
  };
  const entries = entriesOf(element);
  if (entries === null) {
    report(path, 'a statement is an object');
    return [];
  }
  for (const [key] of entries) if (!ELEMENTS.has(key)) report(`${path}.${key}`, `${key} is not an element of a statement`);
  const fields = new Map(entries);
  const sid = fields.get('Sid') ?? null;
  if (sid !== null && typeof sid !== 'string') report(`${path}.Sid`, 'a Sid is a text');
  const effect = fields.get('Effect');
  if (effect !== 'Allow' && effect !== 'Deny') report(`${path}.Effect`, 'the effect is Allow or Deny');
  const place = { path, report };
  const actions = pairOf(fields, 'Action', place, (value, at) => patternsOf(value, at, actionProblem));
  const resources = pairOf(fields, 'Resource', place, (value, at) => patternsOf(value, at, () => null));
  const principals = pairOf(fields, 'Principal', place, principalsOf);
  if (actions === null) report(`${path}.Action`, 'the statement has no action');
  const conditions = fields.has('Condition') ? parseConditions(fields.get('Condition'), `${path}.Condition`, report) : [];
  if (!ok || actions === null) return [];
  return [
    {
      sid: sid as string | null,
      effect: effect as 'Allow' | 'Deny',
      actions: { not: actions.not, patterns: actions.items } satisfies PatternSet,
      resources: resources && ({ not: resources.not, patterns: resources.items } satisfies PatternSet),
      principals: principals && ({ not: principals.not, entries: principals.items } satisfies PrincipalSet),
      conditions,
    },
  ];
}

interface Place {
  readonly path: string;
  readonly report: ReportProblem;
}

/** An element or its negation (`Action`, `NotAction`): null when neither stands there. */
function pairOf<T>(
  fields: ReadonlyMap<string, unknown>,
  name: string,
  { path, report }: Place,
  parse: (value: unknown, at: Place) => T[],
): { not: boolean; items: T[] } | null {
  const negation = `Not${name}`;
  const not = fields.has(negation);
  if (not && fields.has(name)) report(`${path}.${negation}`, `${name} and ${negation} exclude each other`);
  if (!not && !fields.has(name)) return null;
  const at = `${path}.${not ? negation : name}`;
  return { not, items: parse(fields.get(not ? negation : name), { path: at, report }) };
}

function patternsOf(value: unknown, { path, report }: Place, problem: (pattern: string) => string | null): string[] {
  const isList = Array.isArray(value);
  const list: unknown[] = isList ? value : [value];
  if (list.length === 0) report(path, 'the list is empty');
  return list.map((item, i) => {
    const at = isList ? `${path}[${i}]` : path;
    if (typeof item !== 'string' || item === '') {
      report(at, 'expected a text');
      return '';
    }
    const message = problem(item);
    if (message !== null) report(at, message);
    return item;
  });
}

function actionProblem(pattern: string): string | null {
  // IAM stores such a pattern (AWS's own policies have had some), but no page says what it matches.
  if (/\s/.test(pattern)) return `${JSON.stringify(pattern)} has a blank in it, and AWS does not say what it then covers`;
  return /^\*+$|^[^:\s]+:[^:\s]+$/.test(pattern) ? null : `${pattern} is not an action: the service's prefix, a colon and a name`;
}

const KINDS: ReadonlyMap<string, PolicyPrincipal['kind']> = new Map([
  ['AWS', 'aws'],
  ['Service', 'service'],
  ['Federated', 'federated'],
  ['CanonicalUser', 'canonical'],
]);

function principalsOf(value: unknown, place: Place): PolicyPrincipal[] {
  if (value === '*') return [{ kind: 'any', value: '*' }];
  const entries = entriesOf(value);
  if (entries === null) place.report(place.path, 'a principal is "*" or an object of AWS, Service, Federated or CanonicalUser');
  if (entries?.length === 0) place.report(place.path, 'the object is empty');
  return (entries ?? []).flatMap(([type, names]) => {
    const path = `${place.path}.${type}`;
    const kind = KINDS.get(type);
    if (kind === undefined) place.report(path, `${type} is not a type of principal`);
    if (kind === undefined) return [];
    return patternsOf(names, { ...place, path }, (name) => principalProblem(kind, name)).map((name) => principalOf(kind, name));
  });
}

function principalOf(kind: PolicyPrincipal['kind'], name: string): PolicyPrincipal {
  if (kind !== 'aws') return { kind, value: name };
  if (name === '*') return { kind: 'any', value: '*' };
  return { kind, value: /^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name };
}

function principalProblem(kind: PolicyPrincipal['kind'], name: string): string | null {
  const hasWildcard = literalPattern(name) !== name;
  return hasWildcard && !(kind === 'aws' && name === '*') ? 'a wildcard cannot stand for a part of a principal' : null;
}
