/** The entry for models: making abstract values and asking them. */
export { join, joinedList, joinedObject, unionOf } from './join.ts';
export {
  boolean,
  derived,
  extend,
  literal,
  NEVER,
  NOTHING,
  number,
  SOME_BOOLEAN,
  SOME_NUMBER,
  text,
  textFrom,
  textOf,
  unknownCode,
  unknownFrom,
} from './make.ts';
export {
  environmentPart,
  exactKey,
  exactNumber,
  exactText,
  fieldOf,
  fieldsOf,
  isCallable,
  isNever,
  isNothing,
  isUnknown,
  membersOf,
  present,
  truthiness,
} from './query.ts';
export { sameValue } from './same.ts';
export { show, showOrigin } from './show.ts';
