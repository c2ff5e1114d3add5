import { show as showSetting } from '../../model/value.ts';
import type { Abstract, Origin, TextPart } from '../value.ts';

/** A value in words, for messages and tests: `'orders-${TABLE}'`, `{ TableName: … }`, `event.Records[].s3`. Short: three levels deep. */
export function show(value: Abstract, levels = 3): string {
  switch (value.kind) {
    case 'text':
      return `'${value.parts.map(showPart).join('')}'`;
    case 'number':
      return value.value === null ? '(number)' : String(value.value);
    case 'boolean':
      return value.value === null ? '(boolean)' : String(value.value);
    case 'nothing':
      return 'nothing';
    case 'object':
      return showObject(value, levels);
    case 'list':
      if (levels === 0) return '[…]';
      return `[${[...value.items.map((item) => show(item, levels - 1)), ...(value.rest === null ? [] : [`…${show(value.rest, levels - 1)}`])].join(', ')}]`;
    case 'function':
      return `function ${value.fn.name ?? ''}`.trim();
    case 'class':
      return `class ${value.cls.name ?? ''}`.trim();
    case 'model':
      return `<${value.label}>`;
    case 'union':
      return value.members.length === 0 ? 'never' : value.members.map((member) => show(member, levels)).join(' | ');
    case 'unknown':
      return showOrigin(value.origin);
  }
}

function showObject(value: Extract<Abstract, { kind: 'object' }>, levels: number): string {
  const name = value.cls === null ? '' : `${value.cls.cls.name ?? 'instance'} `;
  if (levels === 0) return `${name}{…}`;
  const fields = [...value.fields].map(([key, field]) => `${key}: ${show(field, levels - 1)}`);
  if (value.rest !== null) fields.push(`[${value.keys.map((key) => show(key, 1)).join(' | ')}]: ${show(value.rest, levels - 1)}`);
  return fields.length === 0 ? `${name}{}` : `${name}{ ${fields.join(', ')} }`;
}

/** One part of a text: environment variables as `${NAME}`, holes as `${event.id}`. */
function showPart(part: TextPart): string {
  if (part.kind === 'literal') return part.text;
  if (part.kind === 'origin') return `\${${showOrigin(part.origin)}}`;
  return part.value?.kind === 'scalar' ? showSetting(part.value) : `\${${part.name}}`;
}

/** Where a value comes from: `event.Records[].body`, `answer of dynamodb GetItem.Item`, `library axios.get()`. */
export function showOrigin(origin: Origin): string {
  switch (origin.from) {
    case 'event':
    case 'context':
      return origin.from + showPath(origin.path);
    case 'answer':
      return `answer of ${origin.service} ${origin.operation}${showPath(origin.path)}`;
    case 'library':
      return `library ${origin.name}${showPath(origin.path)}`;
    case 'limit':
      return `(limit: ${origin.limit})`;
    default:
      return `(${origin.because})`;
  }
}

function showPath(path: readonly string[]): string {
  return path.map((step) => (step === '[]' || step === '()' ? step : `.${step}`)).join('');
}
