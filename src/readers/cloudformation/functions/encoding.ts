import { exactNumber, exactText, show, unknown } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import type { Intrinsic } from '../scope.ts';
import { concatenate, scalar, textParts } from '../text.ts';
import type { TextParts } from '../text.ts';

/** `Fn::Base64` of an exact text. */
export const base64: Intrinsic = (call) => {
  const value = call.evaluate(call.argument);
  const text = exactText(value);
  if (text === undefined) return unknown(value?.kind === 'unknown' ? value.reason : 'Fn::Base64 of a text known at deployment', call.at);
  return scalar(Buffer.from(text, 'utf8').toString('base64'), call.at, value?.kind === 'scalar' ? value.parameters : []);
};

/** `Fn::ToJsonString` of AWS::LanguageExtensions. */
export const toJsonString: Intrinsic = (call) => {
  const value = call.evaluate(call.argument);
  if (value === undefined) return unknown('Fn::ToJsonString of AWS::NoValue', call.at);
  const parts: TextParts[] = [];
  writeJson(value, parts);
  return concatenate(parts, call.at);
};

function writeJson(value: Value, parts: TextParts[]): void {
  const literal = (text: string): void => void parts.push({ atoms: [{ kind: 'literal', text }], parameters: [] });
  switch (value.kind) {
    case 'scalar':
      parts.push({ atoms: [{ kind: 'literal', text: JSON.stringify(value.value) }], parameters: value.parameters ?? [] });
      return;
    case 'text':
      literal('"');
      for (const atom of value.atoms) {
        const escaped = atom.kind === 'literal' ? { ...atom, text: JSON.stringify(atom.text).slice(1, -1) } : atom;
        parts.push({ atoms: [escaped], parameters: [] });
      }
      literal('"');
      return;
    case 'list':
      literal('[');
      for (const [index, item] of value.items.entries()) {
        if (index > 0) literal(',');
        writeJson(item, parts);
      }
      literal(']');
      return;
    case 'map': {
      literal('{');
      let first = true;
      for (const [key, entry] of value.entries) {
        literal(`${first ? '' : ','}${JSON.stringify(key)}:`);
        first = false;
        writeJson(entry.value, parts);
      }
      literal('}');
      return;
    }
    case 'unknown':
      parts.push(textParts(value));
  }
}

/** `Fn::Cidr`: `count` blocks of 2^bits addresses, counted from the start of the given IPv4 block. */
export const cidr: Intrinsic = (call) => {
  const [block, count, bits] = call.argument.kind === 'list' ? call.argument.items.map(call.evaluate) : [];
  const number = exactNumber(count);
  if (number === undefined || !Number.isInteger(number) || number < 1 || number > 256) {
    return unknown('Fn::Cidr without a count that is known', call.at);
  }
  const blocks = blocksOf(exactText(block), number, bits === undefined ? undefined : exactNumber(bits));
  const items: Value[] = [];
  for (let i = 0; i < number; i++) {
    const text = blocks?.[i];
    items.push(text === undefined ? unknown(`block ${i} of ${show(block)}`, call.at) : scalar(text, call.at));
  }
  return { kind: 'list', items, at: call.at };
};

function blocksOf(block: string | undefined, count: number, bits: number | undefined): string[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(block ?? '');
  if (match === null || bits === undefined || !Number.isInteger(bits) || bits < 1 || bits > 31) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if (Math.max(a, b, c, d) > 255 || prefix > 32 || count * 2 ** bits > 2 ** (32 - prefix)) return undefined;
  const size = 2 ** (32 - prefix);
  const start = Math.floor((a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / size) * size;
  return Array.from({ length: count }, (_, i) => `${address(start + i * 2 ** bits)}/${32 - bits}`);
}

function address(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
