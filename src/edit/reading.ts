import { isJsonFile } from '../model/written.ts';
import { readJson } from '../util/json.ts';
import type { Node } from '../util/node.ts';
import type { ReadResult } from '../util/read.ts';
import type { SourceFile } from '../util/span.ts';
import { readYaml } from '../util/yaml.ts';
import { learnHabits } from './habits.ts';
import type { Habits } from './habits.ts';
import { jsonSyntax } from './json-syntax.ts';
import { refuse } from './refusal.ts';
import { Misaligned } from './syntax.ts';
import type { Syntax } from './syntax.ts';
import { yamlSyntax } from './yaml-syntax.ts';
import type { NamedPlace } from './yaml-syntax.ts';

/** A file as the editor sees it: its tree, how each value of it is written, and the habits of whoever wrote it. */
export interface Reading {
  readonly source: SourceFile;
  readonly isJson: boolean;
  readonly tree: Node;
  readonly syntax: Syntax;
  readonly habits: Habits;
  /** How many warnings the reader gave. */
  readonly warnings: number;
  /** Offsets of keys that stand twice in their map. */
  readonly doubled: ReadonlySet<number>;
  readonly anchors: readonly NamedPlace[];
  readonly aliases: readonly NamedPlace[];
}

const readings = new WeakMap<SourceFile, Reading>();

/** Reads a file for editing, once; refuses what is not read, or only tolerantly. */
export function readingOf(source: SourceFile): Reading {
  const known = readings.get(source);
  if (known !== undefined) return known;
  const made = makeReading(source);
  readings.set(source, made);
  return made;
}

/** Reads a text as the readers of templates do. */
export function readTree(source: SourceFile, isJson: boolean): ReadResult {
  return isJson ? readJson(source) : readYaml(source);
}

function makeReading(source: SourceFile): Reading {
  const isJson = isJsonFile(source);
  const read = readTree(source, isJson);
  if (!read.ok) return refuse(`the file cannot be read: ${read.error.message}`);
  const doubled = new Set<number>();
  for (const { message, at, isExact } of read.warnings) {
    if (isExact === true) continue;
    if (message.startsWith('not valid')) return refuse(`the file is ${message}`);
    doubled.add(at.start);
  }
  try {
    const warnings = read.warnings.length;
    const isLeft = read.warnings.some(({ isExact }) => isExact === true);
    const written = isJson
      ? { syntax: jsonSyntax(source.text, read.node), anchors: [], aliases: [] }
      : yamlSyntax(source.text, read.node, isLeft);
    return { source, isJson, tree: read.node, warnings, doubled, ...written, habits: learnHabits(source.text, written.syntax) };
  } catch (error) {
    if (error instanceof Misaligned) return refuse('the file is written in a form of YAML that is not edited');
    throw error;
  }
}
