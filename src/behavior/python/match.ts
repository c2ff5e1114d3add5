import type { Expr, Place, Stmt } from '../ir/ir.ts';
import { assignName, branchChain, constant, opaque, placeOf, textOf } from './lowering.ts';
import type { Lowering, StatementRule } from './lowering.ts';
import { bindName, lookUp } from './scope.ts';
import type { Scope } from './scope.ts';
import { childIn, childrenIn, hasToken, namedChildren } from './tree.ts';
import type { Node } from './tree.ts';

/** What a pattern asks and binds: all tests hold when it matches; an undecidable test is opaque. */
interface Match {
  readonly tests: readonly Expr[];
  readonly binds: readonly Stmt[];
}

const ANY: Match = { tests: [], binds: [] };

/** `match`: one `if` after another over the subject, which is kept under a name of its own. */
const matchStatement: StatementRule = (node, scope, lowering) => {
  const at = placeOf(node);
  const subjects = childrenIn(node, 'subject').map((child) => lowering.expression(child, scope));
  const [first] = subjects;
  const value: Expr = subjects.length === 1 && first ? first : tuple(subjects, at);
  const name = bindName(`match@${node.start}`, scope);
  const subject: Expr = { k: 'var', name, at };
  const body = childIn(node, 'body');
  const cases = body ? body.children.filter((child) => child.type === 'case_clause') : [];
  const branches = cases.map((clause) => caseOf(clause, subject, { scope, lowering }));
  return [assignName(name, value, at), ...branchChain(branches, [])];
};

/** Rules for `match`. */
export const MATCHES: Readonly<Record<string, StatementRule>> = { match_statement: matchStatement };

const tuple = (values: readonly Expr[], at: Place): Expr => ({
  k: 'list',
  items: values.map((value) => ({ value, isSpread: false })),
  at,
});

interface Context {
  readonly scope: Scope;
  readonly lowering: Lowering;
}

function caseOf(clause: Node, subject: Expr, { scope, lowering }: Context): { readonly test: Expr; readonly then: readonly Stmt[] } {
  const patterns = clause.children.filter((child) => child.type === 'case_pattern');
  const [first] = patterns;
  const at = placeOf(clause);
  const match =
    patterns.length === 1 && first ? patternOf(first, subject, { scope, lowering }) : sequence(patterns, subject, at, { scope, lowering });
  const guard = childIn(clause, 'guard');
  const [guardTest] = guard ? namedChildren(guard) : [];
  const block = childIn(clause, 'consequence');
  const guarded = guardTest ? [lowering.expression(guardTest, scope)] : [];
  // The guard reads what the pattern binds.
  const bound = guarded.length > 0 ? match.binds.flatMap((bind) => (bind.k === 'expr' ? [bind.value] : [])) : [];
  const parts = [...bound, ...guarded];
  const tests = parts.length > 0 ? [...match.tests, { k: 'sequence', parts, at } as const] : match.tests;
  return {
    test: all(tests) ?? constant(true, at),
    then: [...match.binds, ...(block ? lowering.statements(block.children, scope) : [])],
  };
}

function all(tests: readonly Expr[]): Expr | undefined {
  return tests.length === 0
    ? undefined
    : tests.reduce((left, right) => ({ k: 'logical', op: '&&', left, right, at: { start: left.at.start, end: right.at.end } }));
}

function patternOf(node: Node, subject: Expr, context: Context): Match {
  const at = placeOf(node);
  const { lowering, scope } = context;
  const children = namedChildren(node);
  const [first] = children;
  switch (node.type) {
    case 'case_pattern':
      if (first && !hasToken(node, '-')) return patternOf(first, subject, context);
      return first ? equal(subject, lowering.expression(first, scope), at, true) : ANY;
    case 'dotted_name':
      if (children.length > 1) return equal(subject, dotted(children, context), at);
      return capture(node, subject, context);
    case 'as_pattern': {
      const inner = first ? patternOf(first, subject, context) : ANY;
      const name = children.at(-1);
      return name && name !== first ? { tests: inner.tests, binds: [...inner.binds, ...capture(name, subject, context).binds] } : inner;
    }
    case 'union_pattern':
      return union(node, subject, context);
    case 'dict_pattern':
      return mapping(node, subject, context);
    case 'list_pattern':
    case 'tuple_pattern':
      return sequence(children, subject, at, context);
    case 'class_pattern':
      return classPattern(node, subject, context);
    case 'splat_pattern': {
      const name = children.find((child) => child.type === 'identifier');
      return name ? capture(name, subject, context) : ANY;
    }
    default:
      return equal(subject, lowering.expression(node, scope), at);
  }
}

function capture(node: Node, subject: Expr, { scope, lowering }: Context): Match {
  const name = textOf(node, lowering);
  return name === '_' ? ANY : { tests: [], binds: [assignName(bindName(name, scope), subject, placeOf(node))] };
}

function equal(left: Expr, right: Expr, at: Place, isNegative = false): Match {
  const value: Expr = isNegative && right.k === 'const' && typeof right.value === 'number' ? constant(-right.value, at) : right;
  return { tests: [{ k: 'binary', op: '===', left, right: value, at }], binds: [] };
}

/** `Status.OPEN`. */
function dotted(names: readonly Node[], { scope, lowering }: Context): Expr {
  const [head, ...rest] = names.map((name) => ({ text: textOf(name, lowering), at: placeOf(name) }));
  const at = head?.at ?? { start: 0, end: 0 };
  const found = lookUp(head?.text ?? '', scope);
  const start: Expr = typeof found === 'string' ? { k: 'var', name: found, at } : found;
  return rest.reduce<Expr>(
    (object, name) => ({ k: 'get', object, key: constant(name.text, name.at), isAttribute: true, at: name.at }),
    start,
  );
}

/** `"a" | "b"`: any of them. */
function union(node: Node, subject: Expr, context: Context): Match {
  const at = placeOf(node);
  const options: Match[] = [];
  let isNegative = false;
  for (const child of node.children) {
    if (!child.isNamed) isNegative = child.type === '-';
    else {
      const value = context.lowering;
      options.push(isNegative ? equal(subject, value.expression(child, context.scope), at, true) : patternOf(child, subject, context));
      isNegative = false;
    }
  }
  const tests = options.map((option) => all(option.tests));
  const binds = options.flatMap((option) => option.binds);
  if (tests.some((test) => !test)) return { tests: [], binds };
  const test = tests.reduce((left, right) => (left && right ? { k: 'logical', op: '||', left, right, at } : (left ?? right)));
  return { tests: test ? [test] : [], binds };
}

function mapping(node: Node, subject: Expr, context: Context): Match {
  const keys = childrenIn(node, 'key');
  const values = childrenIn(node, 'value');
  const parts = keys.map((key, index) => {
    const value = values[index];
    const at = placeOf(key);
    const field: Expr = { k: 'get', object: subject, key: context.lowering.expression(key, context.scope), isAttribute: false, at };
    return value ? patternOf(value, field, context) : ANY;
  });
  const rest = node.children.find((child) => child.type === 'splat_pattern');
  return merged([...parts, ...(rest ? [patternOf(rest, subject, context)] : [])], 'whether it is such a mapping', placeOf(node));
}

function sequence(items: readonly Node[], subject: Expr, at: Place, context: Context): Match {
  const star = items.findIndex((item) => item.type === 'splat_pattern' || namedChildren(item)[0]?.type === 'splat_pattern');
  const parts = items.map((item, index) => {
    const place = placeOf(item);
    const key = star < 0 || index < star ? index : index === star ? undefined : index - items.length;
    return patternOf(item, { k: 'get', object: subject, key: constant(key, place), isAttribute: false, at: place }, context);
  });
  return merged(parts, 'whether it is such a sequence', at);
}

function classPattern(node: Node, subject: Expr, context: Context): Match {
  const parts = namedChildren(node)
    .slice(1)
    .map((child) => {
      const keyword = child.type === 'keyword_pattern' ? child : namedChildren(child)[0];
      const at = placeOf(child);
      // Which attribute a positional pattern means, the class's `__match_args__` says; for str, int and the like it is the value.
      if (keyword?.type !== 'keyword_pattern') return patternOf(child, subject, context);
      const [name, ...values] = keyword.children.filter((part) => part.isNamed || part.type === '-');
      const field: Expr = { k: 'get', object: subject, key: constant(textOf(name, context.lowering), at), isAttribute: true, at };
      const value = values.at(-1);
      return value ? patternOf(value, field, context) : ANY;
    });
  return merged(parts, 'whether it is of that class', placeOf(node));
}

/** All parts hold, and the shape does, which is not followed. */
function merged(parts: readonly Match[], because: string, at: Place): Match {
  const tests = parts.flatMap((part) => part.tests);
  return { tests: [...tests, opaque(because, [], at)], binds: parts.flatMap((part) => part.binds) };
}
