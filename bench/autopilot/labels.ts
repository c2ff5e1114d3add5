import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a call is made on: resources of the app by logical id, texts of which one ends the ARN, nothing that can be named (`*`), or what cannot be known. */
export type LabelledResource = { readonly app: readonly string[] } | { readonly named: readonly string[] } | '*' | 'unknown';

/** An operation that reachable code can call; null for requests that are signed without an operation of an SDK. */
export interface LabelledCall {
  /** botocore's name. */
  readonly service: string;
  readonly operation: string | null;
  readonly needs: readonly { readonly action: string; readonly on: LabelledResource }[];
}

/** A function labelled by hand. */
export interface LabelledFunction {
  readonly template: string;
  readonly function: string;
  /** The source files that it runs, relative to the repository. */
  readonly files: readonly string[];
  readonly sdk: 'v2' | 'v3' | 'boto3';
  readonly calls: readonly LabelledCall[];
  /** Actions that may be needed: neither right nor wrong. */
  readonly optional: readonly string[];
  readonly note: string | null;
}

/** The functions of a file of labels, `labels` or `labels-later`. */
export function labelledFunctions(name: string): readonly LabelledFunction[] {
  const text = readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8');
  return (JSON.parse(text) as { functions: readonly LabelledFunction[] }).functions;
}
