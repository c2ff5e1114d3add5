import type { DraftCollection } from './draft.ts';

/** The order of a template's sections. (AWS: CloudFormation template anatomy, SAM template anatomy) */
const SECTIONS: readonly string[] = [
  'AWSTemplateFormatVersion',
  'Transform',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Rules',
  'Conditions',
  'Globals',
  'Resources',
  'Hooks',
  'Outputs',
];

/** Where a new key goes among the members of a map, removed ones counted. `depth` is 0 for the file's own map. */
export function placeOfKey(map: DraftCollection, key: string, at: { readonly after: string | undefined; readonly depth: number }): number {
  const { members } = map;
  if (at.after !== undefined) {
    let place = members.findLastIndex((member) => member.key === at.after);
    if (place >= 0) {
      do place++;
      while (members[place]?.added !== undefined);
      return place;
    }
  }
  const rank = at.depth === 0 ? SECTIONS.indexOf(key) : -1;
  if (rank < 0) return members.length;
  const before = members.findLastIndex((member) => member.key !== undefined && isBefore(member.key, rank));
  if (before >= 0) return before + 1;
  const behind = members.findIndex((member) => member.key !== undefined && SECTIONS.includes(member.key));
  return behind < 0 ? members.length : behind;
}

function isBefore(key: string, rank: number): boolean {
  const own = SECTIONS.indexOf(key);
  return own >= 0 && own < rank;
}
