import type { Host } from '../host.ts';
import type { Abstract } from '../value.ts';
import { NOTHING, number, SOME_NUMBER, text } from '../values/make.ts';
import { exactText } from '../values/query.ts';
import { ARRAY_METHODS } from './javascript/array.ts';
import { FUNCTION_METHODS } from './javascript/function.ts';
import { OBJECT_METHODS } from './javascript/object-methods.ts';
import { STRING_METHODS } from './javascript/string.ts';
import { computes, fn, methodIn } from './make.ts';
import { DICT_METHODS } from './python/dict.ts';
import { PATH_METHODS, pathMember } from './python/files.ts';
import { LIST_METHODS } from './python/list.ts';
import { STR_METHODS } from './python/str.ts';

/** A member that a value has by its kind: methods of texts, lists, dicts, functions. Undefined when it has none of that name. */
export function memberOf(host: Host, value: Abstract, key: string): Abstract | undefined {
  return host.language === 'python' ? pythonMember(value, key) : javascriptMember(value, key);
}

function javascriptMember(value: Abstract, key: string): Abstract | undefined {
  switch (value.kind) {
    case 'list':
      return methodIn(ARRAY_METHODS, 'Array', key, value);
    case 'text':
      if (key === 'length') return exactText(value) === undefined ? SOME_NUMBER : number(exactText(value)?.length ?? 0);
      if (/^\d+$/.test(key)) return characterAt(exactText(value), Number(key));
      return methodIn(STRING_METHODS, 'String', key, value);
    case 'number':
      return key.startsWith('to') ? fn(`Number.${key}`, () => (value.value === null ? text('') : text(String(value.value)))) : undefined;
    case 'boolean':
      return key === 'toString' ? fn('Boolean.toString', computes('a text')) : undefined;
    case 'object':
      return methodIn(OBJECT_METHODS, 'Object', key, value);
    case 'function':
    case 'class':
      return methodIn(FUNCTION_METHODS, 'Function', key, value);
    case 'model':
      return value.call === undefined ? undefined : methodIn(FUNCTION_METHODS, 'Function', key, value);
    default:
      return undefined;
  }
}

function characterAt(whole: string | undefined, index: number): Abstract | undefined {
  return whole === undefined ? undefined : text(whole.charAt(index));
}

function pythonMember(value: Abstract, key: string): Abstract | undefined {
  switch (value.kind) {
    case 'list':
      return methodIn(LIST_METHODS, 'list', key, value);
    case 'text':
      // Members of an Enum stand for their values.
      if (key === 'value' || key === 'name') return value;
      return methodIn(STR_METHODS, 'str', key, value) ?? methodIn(PATH_METHODS, 'Path', key, value) ?? pathMember(value, key);
    case 'object':
      return value.cls === null ? methodIn(DICT_METHODS, 'dict', key, value) : undefined;
    case 'number':
    case 'boolean':
      return key === 'value' ? value : undefined;
    case 'function':
      return key === '__name__' || key === '__doc__' ? text(value.fn.name ?? '') : key === '__wrapped__' ? value : undefined;
    case 'nothing':
      return NOTHING;
    default:
      return undefined;
  }
}
