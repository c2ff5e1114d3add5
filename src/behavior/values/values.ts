/** The entry for models: making abstract values and asking them. */
export { unionOf } from './join.ts';
export { boolean, derived, extend, literal, NOTHING, text, textFrom, textOf, unknownFrom } from './make.ts';
export { environmentPart, exactText, fieldOf, fieldsOf, isCallable, isNothing, isUnknown, membersOf, present } from './query.ts';
export { sameValue } from './same.ts';
export { show, showOrigin } from './show.ts';
