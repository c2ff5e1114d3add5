import type { Node } from './node.ts';
import type { ReadResult } from './read.ts';
import { SourceFile } from './span.ts';
import type { Span } from './span.ts';
import { readPlainYaml } from './yaml-plain.ts';
import { readByParser, readYaml } from './yaml.ts';

/** One text read in both ways: as templates are read, and by the parser alone. */
export interface BothReadings {
  /** Whether the parser had no part in the first reading. */
  readonly isPlain: boolean;
  readonly own: unknown;
  readonly parser: unknown;
}

/** Reads a YAML text in both ways; each reading is the tree with every value, place and warning, or what was wrong. */
export function readBothWays(text: string): BothReadings {
  const source = new SourceFile('template.yaml', text);
  return { isPlain: readPlainYaml(source) !== undefined, own: shown(readYaml(source)), parser: shown(readByParser(source)) };
}

function shown(read: ReadResult): unknown {
  if (!read.ok) return { refused: read.error.message, at: place(read.error.at) };
  return { tree: whole(read.node), warnings: read.warnings.map(({ message, at }) => [message, place(at)]) };
}

function whole(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return [node.value, node.raw, place(node.at)];
    case 'list':
      return [place(node.at), node.items.map(whole)];
    case 'map':
      return [place(node.at), [...node.entries].map(([key, { keyAt, value }]) => [key, place(keyAt), whole(value)])];
  }
}

function place({ start, end }: Span): string {
  return `${start}-${end}`;
}
