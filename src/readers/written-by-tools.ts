import { basename, dirname, sep } from 'node:path';
import type { Candidate } from './discover.ts';
import { isTemplateName } from './looks-like-template.ts';

/**
 * Files that were found and are no apps of their own: what `sam package` wrote beside a template, and the pieces that a script puts
 * together to a template above them. The template is judged in their place.
 */
export function writtenByTools(candidates: readonly Candidate[]): ReadonlySet<Candidate> {
  const templates = candidates.filter(({ path }) => isTemplateName(basename(path)));
  const others = candidates.filter((one) => !one.isExplicit && !isTemplateName(basename(one.path)));
  if (others.length === 0) return new Set();
  const ids = new Map<Candidate, ReadonlySet<string>>();
  const idsOf = (one: Candidate): ReadonlySet<string> => {
    const known = ids.get(one) ?? logicalIds(one.text);
    ids.set(one, known);
    return known;
  };
  const found = new Set<Candidate>();
  for (const template of templates) {
    const folder = dirname(template.path);
    const inside = others.filter(({ path }) => path.startsWith(folder + sep));
    if (inside.length === 0) continue;
    for (const one of inside) {
      if (dirname(one.path) === folder && isPackaged(one.text) && shares(idsOf(one), idsOf(template))) found.add(one);
    }
    const pieces = inside.filter((one) => isPieceOf(idsOf(one), idsOf(template)));
    // A single one may be a smaller variant of the template; pieces have nothing in common.
    if (pieces.length > 1 && areApart(pieces.map(idsOf))) for (const piece of pieces) found.add(piece);
  }
  return found;
}

/** The logical ids of a template in YAML, told from the lines under `Resources`; none where it is written in another way. */
function logicalIds(text: string): ReadonlySet<string> {
  const ids = new Set<string>();
  let indent: string | undefined;
  let isIn = false;
  for (const line of text.split(/\r?\n/)) {
    if (/^[^\s#]/.test(line)) isIn = /^Resources[ \t]*:/.test(line);
    if (!isIn) continue;
    const [, space, id] = /^([ ]+)["']?([A-Za-z0-9]+)["']?[ \t]*:/.exec(line) ?? [];
    if (space === undefined || id === undefined) continue;
    indent ??= space;
    if (space === indent) ids.add(id);
  }
  return ids;
}

const LOCATION = /^\s*["']?(?:CodeUri|ContentUri|DefinitionUri|TemplateURL)["']?[ \t]*:[ \t]*(\S+)/gm;

/** Whether all code is where `sam package` puts it. */
function isPackaged(text: string): boolean {
  const locations = [...text.matchAll(LOCATION)].map(([, location]) => location!);
  return locations.length > 0 && locations.every((location) => /^["']?(?:s3:|https:\/\/s3)/.test(location));
}

function shares(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((id) => others.has(id));
}

function isPieceOf(piece: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return piece.size > 0 && piece.size < whole.size && [...piece].every((id) => whole.has(id));
}

function areApart(sets: readonly ReadonlySet<string>[]): boolean {
  return new Set(sets.flatMap((one) => [...one])).size === sets.reduce((sum, one) => sum + one.size, 0);
}
