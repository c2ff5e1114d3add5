import type { Json } from '../../util/node.ts';
import { Chance } from './chance.ts';

/** Writes a JSON document of random form: any indentation, some objects and lists on one line. */
export function randomJson(seed: number): string {
  const chance = new Chance(seed);
  const indent = chance.of(['  ', '    ', '\t', '  ']);
  const isPacked = chance.is(0.1);
  const data = randomData(chance, 0);
  const text = isPacked ? JSON.stringify(data) : written(data, '', { indent, chance });
  const eol = chance.is(0.15) ? '\r\n' : '\n';
  return (chance.is(0.03) ? '\uFEFF' : '') + text.replaceAll('\n', eol) + (chance.is(0.2) ? '' : eol);
}

function randomData(chance: Chance, depth: number): Json {
  if (depth > 0 && (depth > 5 || chance.is(0.4)))
    return chance.of<Json>(['orders', 1, 2.5, true, null, 'a "b" \\ c', 'tab\there', '', {}, [], 'é ☂']);
  if (depth > 0 && chance.is(0.35)) return Array.from({ length: chance.below(4) }, () => randomData(chance, depth + 1));
  const keys = ['Type', 'Properties', 'Ref', 'Name', 'a/b', '200', 'x y'].filter(() => chance.is(0.5));
  return Object.fromEntries((depth === 0 && keys.length === 0 ? ['Resources'] : keys).map((key) => [key, randomData(chance, depth + 1)]));
}

function written(value: Json, pad: string, style: { indent: string; chance: Chance }): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const inner = pad + style.indent;
  const members = Object.entries(value).map(([key, part]) => `${isList ? '' : `${JSON.stringify(key)}: `}${written(part, inner, style)}`);
  if (members.length === 0) return open + close;
  const text = members.join('');
  if (!text.includes('\n') && text.length < 60 && pad !== '' && style.chance.is(0.4)) {
    const space = isList || style.chance.is(0.3) ? '' : ' ';
    return open + space + members.join(', ') + space + close;
  }
  return `${open}\n${members.map((member) => inner + member).join(',\n')}\n${pad}${close}`;
}
