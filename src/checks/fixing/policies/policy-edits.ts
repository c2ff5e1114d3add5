import type { Authored, Change, Path } from '../../../model/change.ts';
import { written, writtenTree } from '../../../model/written.ts';
import { toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { mentionsOf } from './mentions.ts';

/** Edits of one file's policies that leave nothing empty behind: a list whose last item goes, goes with its policy. */
export class PolicyEdits {
  readonly #file: SourceFile;
  readonly #removed = new Map<string, Path>();
  readonly #set = new Map<string, { path: Path; value: Authored; after: string | undefined }>();
  readonly #appended = new Map<string, { path: Path; items: Authored[] }>();

  constructor(file: SourceFile) {
    this.#file = file;
  }

  remove(path: Path): void {
    this.#removed.set(keyOf(path), path);
  }

  set(path: Path, value: Authored, after?: string): void {
    this.#removed.delete(keyOf(path));
    this.#set.set(keyOf(path), { path, value, after });
  }

  /** Puts items at the end of a list; what stands alone there becomes its first item. */
  append(path: Path, items: readonly Authored[]): void {
    const known = this.#appended.get(keyOf(path));
    if (known === undefined) this.#appended.set(keyOf(path), { path, items: [...items] });
    else known.items.push(...items);
  }

  /** Whether a value goes. */
  isRemoved(path: Path): boolean {
    return this.#removed.has(keyOf(path));
  }

  /** The changes; or why they cannot be made. */
  changes(): readonly Change[] | string {
    const file = this.#file;
    const trouble = this.#removeEmpty();
    if (trouble !== null) return trouble;
    const gone = [...this.#removed.values()];
    const stays = ({ path }: { path: Path }): boolean => !gone.some((one) => one.length <= path.length && isBelow(path, one));
    const sets = [...this.#set.values()].filter(stays);
    return [
      ...sets.map(({ path, value, after }): Change => ({ kind: 'set', file, path, value, ...(after !== undefined && { after }) })),
      ...gone
        .filter((path) => !gone.some((one) => one.length < path.length && isBelow(path, one)))
        .map((path): Change => ({ kind: 'remove', file, path })),
      ...[...this.#appended.values()].filter(stays).map(({ path, items }): Change => ({ kind: 'append', file, path, items })),
    ];
  }

  #removeEmpty(): string | null {
    // Single values that get company become lists first.
    for (const [key, { path, items }] of this.#appended) {
      const node = written(this.#file, path);
      if (node === undefined || node.kind === 'list') continue;
      this.#appended.delete(key);
      const first = this.#set.get(key)?.value ?? toJson(node);
      this.set(path, this.isRemoved(path) ? [...items] : [first, ...items]);
    }
    for (let before = -1; before !== this.#removed.size;) {
      before = this.#removed.size;
      for (const path of this.#removed.values()) {
        const trouble = this.#removeAround(path);
        if (trouble !== null) return trouble;
      }
    }
    return null;
  }

  /** What is left empty when a value goes. */
  #removeAround(path: Path): string | null {
    if (path.length === 2) return this.#removeMentions(String(path[1]));
    const isItem = typeof path.at(-1) === 'number';
    const list = isItem ? path.slice(0, -1) : path;
    const node = written(this.#file, list);
    if (isItem && node?.kind === 'list' && !node.items.every((_, i) => this.isRemoved([...list, i]))) return null;
    const added = this.#appended.get(keyOf(list));
    if (added !== undefined) {
      if (node?.kind === 'list') for (const i of node.items.keys()) this.#removed.delete(keyOf([...list, i]));
      this.#appended.delete(keyOf(list));
      this.set(list, added.items);
      return null;
    }
    const around = containerOf(list);
    if (around !== null) this.remove(around);
    return null;
  }

  /** A policy that goes is no longer waited for or attached. */
  #removeMentions(logicalId: string): string | null {
    const tree = writtenTree(this.#file);
    for (const mention of mentionsOf(tree ?? undefined, logicalId)) {
      if (mention[0] === 'Resources' && mention[1] === logicalId) continue;
      if ([...this.#removed.values(), ...[...this.#set.values()].map(({ path }) => path)].some((path) => isBelow(mention, path))) continue;
      if (mention[0] !== 'Resources' || (mention[2] !== 'DependsOn' && mention[3] !== 'ManagedPolicyArns'))
        return `${logicalId} would be left empty, and other parts of the template refer to it`;
      this.remove(mention);
    }
    return null;
  }
}

/** What has no meaning once the list or key at the path is empty. */
function containerOf(path: Path): Path | null {
  const last = path.at(-1);
  if (last === 'Statement') {
    const above = path.at(-2) === 'PolicyDocument' ? path.slice(0, -2) : path.slice(0, -1);
    return above.at(-1) === 'Properties' ? path.slice(0, 2) : above;
  }
  return last === 'Policies' || last === 'ManagedPolicyArns' || last === 'DependsOn' ? path : null;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function isBelow(path: Path, top: Path): boolean {
  return top.every((step, i) => path[i] === step);
}

/** What the owner wrote, as a fix writes it. */
export function asWritten(node: Node): Authored {
  return toJson(node);
}
