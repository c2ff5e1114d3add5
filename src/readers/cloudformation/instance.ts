import type { TemplateProblem } from '../../model/template.ts';
import type { Unknown } from '../../model/value.ts';
import type { MapNode, Node } from '../../util/node.ts';
import type { ReadWarning } from '../../util/read.ts';
import type { SourceFile, Span } from '../../util/span.ts';
import type { Choices } from './choices.ts';
import type { Declaration } from './parameters.ts';
import type { TemplateFile } from './template-file.ts';

/** What is settled about a deployment before its conditions are decided. */
export interface Settings {
  /** Values that the owner gave to parameters of the root template. */
  readonly given: Readonly<Record<string, string>>;
  /** The region, when the owner said which. */
  readonly region: string | null;
  /** The region that SAM expands for when nobody said which. */
  readonly defaultRegion: string;
  /** Whether a condition that a default would decide is judged both ways. */
  readonly bothWays: boolean;
  readonly choices: Choices;
  /** Conditions (`IsProd`, `Child/IsProd`) left undecided because too many values would have to be tried. */
  readonly undecidable: ReadonlySet<string>;
}

/** A template in its place: the root, or a nested stack. Its SAM resources are expanded. */
export interface Instance {
  /** Empty for the root, `Child/` for the nested stack `Child`. */
  readonly prefix: string;
  readonly file: TemplateFile;
  /** The expanded template. */
  readonly template: MapNode;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Nested stacks by logical id. */
  readonly children: ReadonlyMap<string, Child>;
  /** The owner's SAM resource behind a generated one, by logical id. */
  readonly owners: ReadonlyMap<string, { readonly id: string; readonly type: string }>;
  /** Definitions that lie beside the template (OpenAPI, state machines, GraphQL) and stand in it now. */
  readonly definitions: readonly SourceFile[];
  /** Part of this template, nested stacks apart, that only AWS can know. */
  readonly opaque: Unknown | null;
  /** What SAM and the nested stacks made of it refuse. */
  readonly problems: readonly TemplateProblem[];
  readonly warnings: readonly ReadWarning[];
}

/** A nested stack: what its parent passes to it, and its template when that is at hand. */
export interface Child {
  readonly parameters: ReadonlyMap<string, Node>;
  /** The place of the nested stack in its parent. */
  readonly at: Span;
  /** Null with a reason when the template is not at hand. */
  readonly instance: Instance | null;
  readonly missing: string;
}
