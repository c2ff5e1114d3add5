import { parseSync } from 'oxc-parser';

/** A node of the syntax tree (ESTree), with offsets in the text. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** A source file, parsed. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  /** Whether it imports or exports as ECMAScript modules do. */
  readonly isModule: boolean;
  /** Where a statement can stand before all others: behind the directives. */
  readonly top: number;
}

/** A piece of text put in place of another. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it closes what another edit opened: at one place the last opened is closed first, and before others are opened. */
  readonly closes?: true;
}

/** A node with those around it, the innermost first. */
export interface Found {
  readonly node: Node;
  readonly parents: readonly Node[];
}

/** Parses a source; throws where it cannot. */
export function parse(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}\n${text}`);
  const body = nodesOf(program as unknown as Node, 'body');
  const directives = body.filter((statement) => typeof statement['directive'] === 'string');
  return {
    path,
    text,
    program: program as unknown as Node,
    isModule: body.some((statement) => /^(?:Import|Export)/.test(statement.type)),
    top: directives.at(-1)?.end ?? 0,
  };
}

/** Whether something is a node. */
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

/** The node in a field. */
export function nodeOf(node: Node, field: string): Node | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** The nodes in a field that holds several. */
export function nodesOf(node: Node, field: string): readonly Node[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Every node with its parents, outer ones first. */
export function everyNode(root: Node): readonly Found[] {
  const found: Found[] = [];
  const visit = (node: Node, parents: readonly Node[]): void => {
    found.push({ node, parents });
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, [node, ...parents]);
    }
  };
  visit(root, []);
  return found;
}

/** The text of a node. */
export function textOf(source: Source, node: Node): string {
  return source.text.slice(node.start, node.end);
}

/** The text with edits made; they must not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const inOrder = edits
    .map((edit, index) => ({ ...edit, order: edit.closes === true ? -index - 1 : index }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let result = '';
  let at = 0;
  for (const edit of inOrder) {
    if (edit.start < at) throw new Error(`edits overlap at ${edit.start}: ${edit.text}`);
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The names that a pattern binds. */
function boundBy(pattern: Node): readonly string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern['name'])];
    case 'ObjectPattern':
      return nodesOf(pattern, 'properties').flatMap((one) => boundBy(nodeOf(one, one.type === 'RestElement' ? 'argument' : 'value')!));
    case 'ArrayPattern':
      return nodesOf(pattern, 'elements').flatMap(boundBy);
    case 'AssignmentPattern':
      return boundBy(nodeOf(pattern, 'left')!);
    case 'RestElement':
      return boundBy(nodeOf(pattern, 'argument')!);
    case 'TSParameterProperty':
      return boundBy(nodeOf(pattern, 'parameter')!);
    default:
      return [];
  }
}

/** How often each name is declared in a file, in whatever scope. */
export function declarations(source: Source): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (names: readonly string[]): void => names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  for (const { node } of everyNode(source.program)) {
    if (node.type === 'VariableDeclarator') count(boundBy(nodeOf(node, 'id')!));
    if (/Function|Class/.test(node.type) && nodeOf(node, 'id')) count(boundBy(nodeOf(node, 'id')!));
    if (/Function/.test(node.type)) nodesOf(node, 'params').forEach((param) => count(boundBy(param)));
    if (node.type === 'CatchClause' && nodeOf(node, 'param')) count(boundBy(nodeOf(node, 'param')!));
    if (/^Import.*Specifier$/.test(node.type)) count(boundBy(nodeOf(node, 'local')!));
    if (node.type === 'TSEnumDeclaration' || node.type === 'TSInterfaceDeclaration') count(boundBy(nodeOf(node, 'id')!));
  }
  return counts;
}

/** Every mention of a variable, and the edit that puts another expression or name in its place; keys and members of that name are none. */
export function mentions(source: Source, name: string): readonly { readonly found: Found; readonly replaced: (by: string) => Edit }[] {
  return everyNode(source.program).flatMap((found) => {
    const { node, parents } = found;
    const [parent] = parents;
    if (node.type !== 'Identifier' || node['name'] !== name || parent === undefined) return [];
    const place = { start: node.start, end: node.end };
    if (isKey(node, parent)) return [];
    const isShort = isShorthand(node, parents);
    return [{ found, replaced: (by: string): Edit => ({ ...place, text: isShort ? `${name}: ${by}` : by }) }];
  });
}

function isKey(node: Node, parent: Node): boolean {
  if (parent.type === 'MemberExpression') return parent['property'] === node && parent['computed'] !== true;
  if (parent.type === 'Property') return parent['key'] === node && parent['computed'] !== true;
  if (/^(?:MethodDefinition|PropertyDefinition|TSPropertySignature|TSMethodSignature|TSEnumMember)$/.test(parent.type))
    return parent['key'] === node || parent['id'] === node;
  if (parent.type === 'ImportSpecifier') return parent['imported'] === node;
  return parent.type === 'ExportSpecifier' && parent['exported'] === node;
}

/** `{ name }`, in a literal or a pattern, where the name has a default or not. */
function isShorthand(node: Node, [parent, above]: readonly Node[]): boolean {
  if (parent?.type === 'AssignmentPattern' && above?.type === 'Property') return above['shorthand'] === true && parent['left'] === node;
  return parent?.type === 'Property' && parent['shorthand'] === true;
}

/** Whether the code in a node uses `this`, `arguments` or `super` of the function around it. */
export function usesReceiver(node: Node): boolean {
  return everyNode(node).some(
    ({ node: one }) => one.type === 'ThisExpression' || one.type === 'Super' || (one.type === 'Identifier' && one['name'] === 'arguments'),
  );
}
