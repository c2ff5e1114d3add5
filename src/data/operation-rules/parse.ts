import { BY_ARN, resourceKind } from '../resource-kinds.ts';
import type { NeedRule, OperationRule, PartRule, Term, TextForm } from './rule.ts';

/** The lines of the hand-kept rules in `text` by operation, for parseRule.
 *  A line that begins with a word names operations; the indented lines below say what each of them needs:
 *  - `own`: the action of its own name, on the resources that the reference and the input's members tell
 *  - `<action> <resource> [may] [dependent] [if <terms>] [-- <why>]`: an action; several are joined with commas
 *    `$OPERATION` is the operation's name
 *  - `free -- <why>`: no permission; `unlisted -- <why>`: no reference names an action
 *  A resource is `*` or `kind(part,part)`: for each part of the kind's ARN pattern the path of the input's member, `-` when none names it;
 *  `a|b` are alternatives, `path:form` a TextForm, `path=text` what stands when the member is absent. Terms are joined with ` & `:
 *  `a|b` (one of them is given), `!a` (it is not), `a~regex` (its text matches), `a~~regex` (it is known to match). A line that begins with `#` is a comment. */
export function ruleLines(text: string): ReadonlyMap<string, readonly string[]> {
  const rules = new Map<string, readonly string[]>();
  for (const { operations, lines } of blocksOf(text)) {
    for (const operation of operations) {
      if (rules.has(operation)) throw new Error(`two rules for ${operation}`);
      rules.set(operation, lines);
    }
  }
  return rules;
}

interface Block {
  readonly operations: readonly string[];
  readonly lines: string[];
}

function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith(' ')) blocks.at(-1)?.lines.push(line.trim());
    else blocks.push({ operations: line.split(/[\s,]+/).filter((name) => name !== ''), lines: [] });
  }
  return blocks;
}

/** The rule that lines of ruleLines say of an operation. */
export function parseRule(text: readonly string[], operation: string): OperationRule {
  const lines = text.map((line) => line.replaceAll('$OPERATION', operation));
  const [first = ''] = lines;
  const word = /^(free|unlisted) -- (.+)$/.exec(first);
  if (word) return word[1] === 'free' ? { kind: 'free', reason: word[2] ?? '' } : { kind: 'unlisted', reason: word[2] ?? '' };
  const needs = lines.filter((line) => line !== 'own').flatMap(needsOf);
  return { kind: 'needs', needs, own: lines.includes('own') };
}

function needsOf(line: string): readonly NeedRule[] {
  const [rule = '', because = null] = line.split(' -- ');
  const [head = '', condition = ''] = rule.split(' if ');
  const [actions = '', resource = '*', ...flags] = head.split(' ');
  const when = condition === '' ? [] : condition.split(' & ').map(termOf);
  return actions.split(',').map((action) => ({
    action,
    resource: resource === '*' ? null : resourceOf(resource, action.slice(0, action.indexOf(':'))),
    when,
    may: flags.includes('may'),
    dependent: flags.includes('dependent'),
    because,
  }));
}

/** A resource such as `table(TableName)` of an action with this prefix. */
export function resourceOf(text: string, prefix: string): NonNullable<NeedRule['resource']> {
  const open = text.indexOf('(');
  const name = text.slice(0, open);
  const kind = name.includes(':') || name === BY_ARN ? name : `${prefix}:${name}`;
  const names = resourceKind(kind)?.parts;
  if (names === undefined) throw new Error(`IAM has no kind of resource ${kind}`);
  const list = text.slice(open + 1, -1);
  const sources = list === '' ? [] : list.split(',');
  if (sources.length > names.length) throw new Error(`${text}: the ARN of ${kind} has the parts ${names.join(', ')}`);
  return { kind, parts: sources.map((source, index) => partOf(names[index] ?? '', source)) };
}

function partOf(name: string, source: string): PartRule {
  const [, paths = '', form = null, otherwise = null] = /^([^:=]*)(?::([a-z0-9-]+))?(?:=(.*))?$/.exec(source) ?? [];
  return { name, paths: paths === '-' || paths === '' ? [] : paths.split('|'), form: form as TextForm | null, otherwise };
}

function termOf(text: string): Term {
  const negated = text.startsWith('!');
  const [, paths = '', tildes = '', pattern] = /^([^~]*)(?:(~~?)(.*))?$/s.exec(negated ? text.slice(1) : text) ?? [];
  return {
    paths: paths.split('|'),
    negated,
    matches: pattern === undefined ? null : new RegExp(pattern, 'i'),
    mustBeKnown: tildes === '~~',
  };
}
