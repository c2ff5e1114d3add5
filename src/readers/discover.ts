import { basename, join, sep } from 'node:path';
import type { ReadProblem } from '../model/report.ts';
import { LIMITS } from '../util/read.ts';
import type { FolderEntry } from './files.ts';
import { isInside, listFolder, pathKind, readStart, readTextFile, realPath, relativePath } from './files.ts';
import { declaresItself, isOfOtherCloud, isTemplateName, looksLikeTemplate, mayBeTemplate } from './looks-like-template.ts';

/** A file that looks like a template. */
export interface Candidate {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  /** Named by the owner, and not only found in a folder. */
  readonly isExplicit: boolean;
  /** The folder within which it was found: files that it names must lie in there, or in the same git working tree. */
  readonly within: string;
}

/** Folders that hold no templates of the owner's own. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', 'dist', 'venv', '__pycache__', 'site-packages', 'bower_components']);

/** Deepest folder that is searched; a path of the common file systems ends before. */
const DEEPEST_FOLDER = 64;

/** What lies under some paths. */
export interface Found {
  readonly candidates: readonly Candidate[];
  readonly problems: readonly ReadProblem[];
  /** Whether a file of Python lay in a folder that was searched, or a template that was named speaks of it. */
  readonly hasPython: boolean;
}

/** Searches the paths for templates, in the order of the paths and then of the names. */
export function discover(paths: readonly string[], cwd: string): Found {
  const search = new Search(cwd);
  for (const path of paths) search.path(path);
  const { candidates, problems, hasPython } = search;
  return { candidates, problems, hasPython };
}

/** A path as it is shown, and with every link followed: asking for that at each file would cost as much as reading it. */
interface Place {
  readonly path: string;
  readonly real: string;
}

class Search {
  readonly candidates: Candidate[] = [];
  readonly problems: ReadProblem[] = [];
  hasPython = false;
  readonly #cwd: string;
  readonly #seen = new Set<string>();
  /** Texts of the `serverless.yml` files above the folder being searched. */
  readonly #frameworks: string[] = [];

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  path(path: string): void {
    const kind = pathKind(path);
    const real = realPath(path);
    if (kind === 'folder') this.#folder({ path, real }, path, 0);
    else this.#file({ path, real }, { isExplicit: true, within: join(path, '..') });
  }

  #folder({ path: folder, real }: Place, within: string, depth: number): void {
    if (this.#seen.has(real) || depth > DEEPEST_FOLDER) return;
    this.#seen.add(real);
    const listing = listFolder(folder);
    if (!listing.ok) {
      this.#problem(folder, `the folder ${listing.message}`, listing.advice);
      return;
    }
    // A virtual environment of Python, whatever its folder is called.
    if (folder !== within && listing.entries.some(({ name }) => name === 'pyvenv.cfg')) return;
    const framework = listing.entries.find(({ name, kind }) => kind === 'file' && /^serverless\.ya?ml$/.test(name));
    const text = framework === undefined ? undefined : readTextFile(join(folder, framework.name));
    if (text?.ok === true) this.#frameworks.push(text.text);
    this.#entries({ path: folder, real }, listing.entries, within, depth);
    if (text?.ok === true) this.#frameworks.pop();
  }

  #entries(folder: Place, entries: readonly FolderEntry[], within: string, depth: number): void {
    for (const { name, kind } of entries) {
      this.hasPython ||= name.endsWith('.py');
      const path = join(folder.path, name);
      const place = { path, real: join(folder.real, name) };
      if (kind === 'folder') {
        if (!isSkipped(name, path)) this.#folder(place, within, depth + 1);
      } else if (mayBeTemplate(name) && !isAssetCopy(path)) {
        if (kind === 'file') this.#file(place, { isExplicit: false, within });
        else if (kind === 'link') this.#link(path, within);
      }
    }
  }

  /** Links to folders are not followed, so that no loop can arise; links to files are, within the searched folder. */
  #link(path: string, within: string): void {
    const kind = pathKind(path);
    if (kind === 'file' && isInside(within, path)) this.#file({ path, real: realPath(path) }, { isExplicit: false, within });
    else if (kind !== 'folder' && isTemplateName(basename(path))) {
      if (kind === 'file') this.#problem(path, 'is a symbolic link out of the folder', 'Name the file itself.');
      else if (kind === 'missing')
        this.#problem(path, 'is a symbolic link that leads nowhere', 'Remove the link, or point it at the file.');
      // A circle of links, a device, a pipe: reading says which without opening it.
      else this.#file({ path, real: realPath(path) }, { isExplicit: false, within });
    }
  }

  #file({ path, real }: Place, found: { isExplicit: boolean; within: string }): void {
    if (this.#seen.has(real)) return;
    this.#seen.add(real);
    const file = readTextFile(path);
    const isNamed = found.isExplicit || isTemplateName(basename(path));
    if (!file.ok) {
      if (isNamed || looksLikeTemplate(readStart(path, LIMITS.sniffBytes))) this.#problem(path, file.message, file.advice);
      return;
    }
    if (!found.isExplicit && this.#isFrameworkPart(path, file.text)) return;
    this.hasPython ||= found.isExplicit && /\bpython3/.test(file.text);
    if (isNamed && /^[\s\uFEFF]*$/.test(file.text)) this.#problem(path, 'is empty', 'Write a template, or remove the file.');
    // Other tools have files called template.yaml too.
    else if (
      found.isExplicit ||
      looksLikeTemplate(file.text) ||
      (isNamed && !isOfOtherCloud(file.text) && /\bResources\b|\bAWS::/.test(file.text))
    ) {
      this.candidates.push({ path, text: file.text, ...found });
    }
  }

  /** A bare list of resources that a `serverless.yml` above takes in by name is no template of its own. */
  #isFrameworkPart(path: string, text: string): boolean {
    if (this.#frameworks.length === 0 || declaresItself(text)) return false;
    return this.#frameworks.some((framework) => framework.includes(basename(path)));
  }

  #problem(path: string, message: string, advice: string): void {
    this.problems.push({ path: relativePath(this.#cwd, path), line: null, column: null, message, advice });
  }
}

function isSkipped(name: string, path: string): boolean {
  if (name.startsWith('.') || SKIPPED_FOLDERS.has(name)) return true;
  return name.startsWith('asset.') && path.includes(`${sep}cdk.out${sep}`);
}

/** In `cdk.out`, templates are `*.template.json`; the CDK keeps copies and its own books beside them. */
function isAssetCopy(path: string): boolean {
  if (!path.includes(`${sep}cdk.out${sep}`)) return false;
  return !path.endsWith('.template.json') || basename(path).startsWith('asset.');
}
