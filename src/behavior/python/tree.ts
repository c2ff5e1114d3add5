import type { Tree, TreeCursor } from 'web-tree-sitter';
import { noteChance } from '../../util/steady.ts';
import { pythonParser } from './prepare.ts';

/** A node of the syntax tree of Python, with the names of tree-sitter's grammar: https://github.com/tree-sitter/tree-sitter-python. */
export interface Node {
  readonly type: string;
  /** Its part in the parent (`left`, `body`); null without one. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  /** False for tokens that the grammar writes as text; most of them are dropped. */
  readonly isNamed: boolean;
  /** The parser put it in where the text lacks it. */
  readonly isMissing: boolean;
  readonly children: readonly Node[];
}

/** A read tree with the places where its syntax is wrong, or why there is none. */
export type ReadTree =
  | { readonly root: Node; readonly errors: readonly Node[]; readonly tooDeep: Node | null }
  | { readonly problem: string };

/** Levels that are read: Python's own parser gives up at 200 nested brackets, and each takes a few levels of the grammar. */
const MAX_DEPTH = 800;
/** Hundreds of steps of the parser, after which it is stopped: broken text of some megabytes can otherwise take minutes. */
const MAX_STEPS = 100_000;
/** In text that is no Python at all, few steps take long: nanoseconds after which the parser is stopped. */
const MAX_NANOSECONDS = 3_000_000_000n;
/** Tokens that say something which fields and types do not. */
const TOKENS: ReadonlySet<string> = new Set(['async', '-', '_', 'from', '=', '*', '**']);

/** Reads a text as Python. Throws only `PythonNotLoaded`; syntax errors are nodes `ERROR` and nodes that are missing. */
export function readTree(text: string): ReadTree {
  const parser = pythonParser();
  let steps = 0;
  const start = process.hrtime.bigint();
  const progressCallback = (): boolean => {
    const isLate = process.hrtime.bigint() - start > MAX_NANOSECONDS;
    if (isLate) noteChance();
    return isLate || ++steps > MAX_STEPS;
  };
  const tree = parser.parse(text, null, { progressCallback });
  if (!tree) {
    parser.reset();
    return { problem: 'the text takes the parser too long' };
  }
  return plainTree(tree);
}

interface Open {
  readonly type: string;
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  readonly isNamed: boolean;
  readonly isMissing: boolean;
  readonly children: Node[];
}

/** Copies the tree out of WebAssembly's memory: each step of a cursor is a call into it, and the lowering looks at nodes several times. */
function plainTree(tree: Tree): ReadTree {
  const cursor = tree.walk();
  const root = openNode(cursor);
  const open: Open[] = [root];
  const errors: Node[] = [];
  let tooDeep: Node | null = null;
  let down = true;
  while (open.length > 0) {
    const top = open.at(-1) ?? root;
    if (down && open.length <= MAX_DEPTH && cursor.gotoFirstChild()) {
      open.push(openNode(cursor));
      continue;
    }
    if (down && open.length > MAX_DEPTH) tooDeep ??= top;
    open.pop();
    if (top.type === 'ERROR' || top.isMissing) errors.push(top);
    const parent = open.at(-1);
    if (!parent) break;
    if (isKept(top)) parent.children.push(top);
    down = cursor.gotoNextSibling();
    if (down) open.push(openNode(cursor));
    else cursor.gotoParent();
  }
  cursor.delete();
  tree.delete();
  return { root, errors, tooDeep };
}

function openNode(cursor: TreeCursor): Open {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    start: cursor.startIndex,
    end: cursor.endIndex,
    isNamed: cursor.nodeIsNamed,
    isMissing: cursor.nodeIsMissing,
    children: [],
  };
}

function isKept(node: Open): boolean {
  if (node.isNamed) return node.type !== 'comment' && node.type !== 'line_continuation';
  return node.field !== null || node.isMissing || TOKENS.has(node.type);
}

/** The first child in that part. */
export function childIn(node: Node, field: string): Node | undefined {
  return node.children.find((child) => child.field === field);
}

/** The children in that part. */
export function childrenIn(node: Node, field: string): Node[] {
  return node.children.filter((child) => child.field === field);
}

/** The children that are no mere tokens. */
export function namedChildren(node: Node): Node[] {
  return node.children.filter((child) => child.isNamed);
}

/** Whether a token (`async`) is among the children. */
export function hasToken(node: Node, token: string): boolean {
  return node.children.some((child) => !child.isNamed && child.type === token);
}
