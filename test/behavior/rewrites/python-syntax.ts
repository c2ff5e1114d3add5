import { childIn, namedChildren, readTree } from '../../../src/behavior/python/tree.ts';
import type { Node } from '../../../src/behavior/python/tree.ts';

export type { Node };

/** A source file of Python, parsed. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  /** Where a statement can stand behind the imports that the file begins with. */
  readonly afterImports: number;
  /** The other source files of the program, by path. */
  readonly others: ReadonlyMap<string, string>;
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
export function parse(path: string, text: string, others: ReadonlyMap<string, string> = new Map()): Source {
  const read = readTree(text);
  if ('problem' in read) throw new Error(`${path}: ${read.problem}`);
  if (read.errors.length > 0) throw new Error(`${path} is no Python at ${read.errors[0]!.start}:\n${text}`);
  let afterImports = 0;
  for (const statement of namedChildren(read.root)) {
    const isText = statement.type === 'expression_statement' && statement.children[0]?.type === 'string';
    if (!isText && !/^(?:future_)?import/.test(statement.type)) break;
    afterImports = statement.end;
  }
  return { path, text, root: read.root, afterImports, others };
}

/** Texts put in place of others. */
export function edited(text: string, edits: readonly Edit[]): string {
  const rank = (edit: Edit): number => (edit.closes ? 0 : 1);
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .toSorted((a, b) => {
      const place = a.edit.start - b.edit.start || rank(a.edit) - rank(b.edit);
      return place || (a.edit.closes ? b.index - a.index : a.index - b.index);
    });
  let done = 0;
  let out = '';
  for (const { edit } of ordered) {
    if (edit.start < done) throw new Error(`edits overlap at ${edit.start}: ${edit.text}`);
    out += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return out + text.slice(done);
}

/** Every node below one, with what is around it, outer ones first. */
export function everyNode(root: Node, parents: readonly Node[] = []): Found[] {
  return [{ node: root, parents }, ...root.children.flatMap((child) => everyNode(child, [root, ...parents]))];
}

/** The text of a node. */
export function textOf(source: Source, node: Node | undefined): string {
  return node === undefined ? '' : source.text.slice(node.start, node.end);
}

/** Identifiers below a node that read or write a variable of that name. */
export function mentions(source: Source, within: Node, name: string): readonly Found[] {
  return everyNode(within).filter(({ node, parents: [parent] }) => {
    if (node.type !== 'identifier' || textOf(source, node) !== name) return false;
    return !(parent?.type === 'attribute' && node.field === 'attribute') && !(parent?.type === 'keyword_argument' && node.field === 'name');
  });
}

/** A variable of the module that is assigned once, at its top level, and that nothing else is named like. */
export interface ModuleVariable {
  readonly name: string;
  readonly statement: Node;
  readonly value: Node;
  /** Where it is read. */
  readonly reads: readonly Node[];
}

/** The module's own variables that no other file and no text mentions. */
export function moduleVariables(source: Source): readonly ModuleVariable[] {
  return namedChildren(source.root).flatMap((statement): ModuleVariable[] => {
    const assignment = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    const target = assignment?.type === 'assignment' && namedChildren(assignment).length === 2 ? childIn(assignment, 'left') : undefined;
    const value = assignment && childIn(assignment, 'right');
    if (target?.type !== 'identifier' || value === undefined) return [];
    const name = textOf(source, target);
    const word = new RegExp(`\\b${name}\\b`);
    const all = mentions(source, source.root, name);
    const reads = all.filter(({ node }) => node !== target);
    const isElsewhere = [...source.others.values()].some((text) => word.test(text)) || new RegExp(`["']${name}["']`).test(source.text);
    return isElsewhere || /^__|handler$/.test(name) || reads.some(isBinding)
      ? []
      : [{ name, statement, value, reads: reads.map((one) => one.node) }];
  });
}

const BINDERS =
  /^(?:parameters|lambda_parameters|default_parameter|typed_parameter|typed_default_parameter|global_statement|nonlocal_statement|dotted_name|aliased_import|function_definition|class_definition|as_pattern_target|pattern_list|tuple_pattern|list_splat_pattern|dictionary_splat_pattern|case_pattern|delete_statement)$/;

/** Whether an identifier gives a name to something, rather than reading it. */
export function isBinding({ node, parents: [parent] }: Found): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'default_parameter' || parent.type === 'typed_default_parameter') return node.field === 'name';
  if (/^(?:assignment|augmented_assignment|for_statement|for_in_clause)$/.test(parent.type)) return node.field === 'left';
  if (/^(?:function|class)_definition$/.test(parent.type)) return node.field === 'name';
  return parent.type === 'named_expression' ? node.field === 'name' : BINDERS.test(parent.type);
}
