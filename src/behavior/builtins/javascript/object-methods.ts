import type { ObjectValue } from '../../value.ts';
import { SOME_BOOLEAN, unknownCode } from '../../values/make.ts';
import type { Method } from '../make.ts';
import { arg } from '../make.ts';
import { hasField } from './object.ts';

const has: Method<ObjectValue> = (self, call) => hasField(self, arg(call, 0));

/** What any object inherits. */
export const OBJECT_METHODS: Readonly<Record<string, Method<ObjectValue>>> = {
  hasOwnProperty: has,
  propertyIsEnumerable: has,
  isPrototypeOf: () => SOME_BOOLEAN,
  toString: () => unknownCode('a text'),
  toLocaleString: () => unknownCode('a text'),
  valueOf: (self: ObjectValue) => self,
};
