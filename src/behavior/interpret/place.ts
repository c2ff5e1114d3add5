import type { SourcePlace } from '../host.ts';
import type { Place } from '../ir/ir.ts';
import type { Frame } from './state.ts';

/** A place in the file of the code that runs. */
export function placeOf(frame: Frame, at: Place): SourcePlace {
  return { file: frame.module.file, start: at.start, end: at.end };
}
