import { openDraft } from './draft.ts';
import type { DraftCollection, DraftMember } from './draft.ts';
import type { Reading } from './reading.ts';
import { refuse } from './refusal.ts';
import type { Syntax } from './syntax.ts';

/** Says what may be changed: not what has several names, stands twice, or is made by a function. */
export class Guard {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** A member's map or list, opened for changes; undefined for a scalar. */
  open(member: DraftMember): DraftCollection | undefined {
    const { value } = member;
    if (value.kind === 'collection') return value;
    if (value.kind === 'fresh') return undefined;
    const { syntax } = value;
    this.mayChange(syntax);
    if (syntax.kind !== 'map' && syntax.kind !== 'list') return undefined;
    if (syntax.kind === 'map' && syntax.hasHidden === true) refuse('a key stands twice in its map');
    const draft = openDraft(syntax);
    member.value = draft;
    return draft;
  }

  /** Refuses what stands under several names, or in a form that is not told apart. */
  mayChange(syntax: Syntax): void {
    if (syntax.kind === 'opaque') {
      if (syntax.alias !== undefined) this.#named(syntax.alias, syntax.start);
      refuse('it is written in a form of YAML that is not edited');
    }
    const { anchor } = syntax;
    if (anchor !== undefined && this.#isUsed(anchor, syntax)) this.#named(anchor, syntax.end);
  }

  /** Refuses to go into an entry whose key stands twice, or is more than a text. */
  mayEnter(member: DraftMember): void {
    const { origin } = member;
    if (origin === undefined) return;
    if (origin.role === 'odd') refuse(`the key ${member.key ?? ''} is written in a form of YAML that is not edited`);
    if (this.#reading.doubled.has(origin.start)) refuse(`the key ${member.key ?? ''} stands twice in its map`);
  }

  /** Refuses to remove or replace what an alias elsewhere still names. */
  mayGo(gone: { readonly start: number; readonly end: number } | undefined): void {
    if (gone === undefined) return;
    const isIn = (at: number): boolean => at >= gone.start && at < gone.end;
    for (const { name, at } of this.#reading.anchors) {
      if (isIn(at) && this.#reading.aliases.some((alias) => alias.name === name && !isIn(alias.at) && alias.at > at)) {
        refuse(`the anchor \`${name}\` in it is used elsewhere`);
      }
    }
  }

  /** Refuses an entry that a map only has by `<<`. */
  missing(syntax: Syntax, step: string | number): void {
    if (syntax.kind !== 'map' || typeof step !== 'string' || syntax.node.kind !== 'map' || !syntax.node.has(step)) return;
    if (syntax.members.some(({ key }) => key === step)) return;
    const merge = syntax.members.find(({ role }) => role === 'merge');
    const alias = merge?.value.kind === 'opaque' ? merge.value.alias : undefined;
    if (alias !== undefined) this.#named(alias, merge?.start ?? 0);
    refuse(`the key ${step} comes from another map by \`<<\``);
  }

  /** Refuses a new key in what stands for something else; `deeper`: how many levels are made below it. */
  mayAdd(map: DraftCollection, deeper: number): void {
    const { syntax } = map;
    if (syntax.kind !== 'map') refuse('it is a list');
    const only = syntax.members.length === 1 ? syntax.members[0]?.key : undefined;
    if (syntax.style === 'tag' || (only !== undefined && isFunction(only))) refuse(`its value is what ${only ?? 'a function'} gives`);
    // A name that Fn::ForEach makes is nowhere in the text. (AWS: CloudFormation, Fn::ForEach)
    if (deeper > 0 && syntax.members.some(({ key }) => key?.startsWith('Fn::ForEach::') === true)) {
      refuse('it may be one of those that Fn::ForEach makes');
    }
  }

  #isUsed(anchor: string, { start }: { readonly start: number }): boolean {
    return this.#reading.aliases.some(({ name, at }) => name === anchor && at > start);
  }

  #named(anchor: string, before: number): never {
    const at = this.#reading.anchors.findLast((one) => one.name === anchor && one.at <= before)?.at;
    const line = at === undefined ? '' : ` at line ${this.#reading.source.position(at).line}`;
    return refuse(`it is written once and used under several names; edit the anchor \`${anchor}\`${line}`);
  }
}

function isFunction(key: string): boolean {
  return key === 'Ref' || (key.startsWith('Fn::') && key !== 'Fn::Transform' && !key.startsWith('Fn::ForEach::'));
}
