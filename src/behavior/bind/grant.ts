import type { Grant } from '../../model/behavior.ts';
import type { BoundTarget } from './targets.ts';

/** A grant whose targets say why their names are not known. */
export interface BoundGrant extends Omit<Grant, 'targets'> {
  readonly targets: readonly BoundTarget[];
}
