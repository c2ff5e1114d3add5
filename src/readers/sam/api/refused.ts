import type { Span } from '../../../util/span.ts';
import type { SamContext } from '../context.ts';

/** Thrown inside an expander when a resource cannot be expanded, caught at its door by `guarded`. */
export class Refused extends Error {
  readonly at: Span;
  /** The resource to name when it is not the one being expanded. */
  readonly logicalId: string | undefined;

  constructor(message: string, at: Span, logicalId?: string) {
    super(message);
    this.at = at;
    this.logicalId = logicalId;
  }
}

/** Runs an expander; a refusal becomes an error of the resource. */
export function guarded(context: SamContext, logicalId: string, expand: () => void): void {
  try {
    expand();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    context.fail(error.logicalId ?? logicalId, error.message, error.at);
  }
}
