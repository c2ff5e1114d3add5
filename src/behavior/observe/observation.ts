import type { Observation } from '../../model/behavior.ts';
import type { SourcePlace } from '../host.ts';

/** Something that the code does beside AWS calls, before its place is bound to a file's text. */
export type RawObservation = PlacedInSource<Observation>;

type PlacedInSource<T> = T extends unknown ? Omit<T, 'at'> & { readonly at: SourcePlace } : never;
