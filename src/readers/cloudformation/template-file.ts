import { keepTree } from '../../model/written.ts';
import type { TemplateFormat, TemplateProblem } from '../../model/template.ts';
import type { Unknown } from '../../model/value.ts';
import { readJson } from '../../util/json.ts';
import type { MapNode } from '../../util/node.ts';
import type { ReadWarning } from '../../util/read.ts';
import { SourceFile } from '../../util/span.ts';
import type { Span } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';
import { includeLocalFiles } from './include.ts';
import type { IncludedFile } from './include.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { moduleIn, transformsOf } from './transforms.ts';

/** A template as its file has it, with local includes merged, before loops are unrolled and SAM expanded. */
export interface TemplateFile {
  /** Absolute path. */
  readonly path: string;
  readonly source: SourceFile;
  readonly root: MapNode;
  readonly format: TemplateFormat;
  readonly isSam: boolean;
  /** AWS::LanguageExtensions is in force. */
  readonly hasLanguageExtensions: boolean;
  /** Part of the template that only AWS can know. */
  readonly opaque: Unknown | null;
  readonly included: readonly SourceFile[];
  readonly problems: readonly TemplateProblem[];
  readonly warnings: readonly ReadWarning[];
}

/** A template, or why it is none. */
export type TemplateResult =
  | { readonly ok: true; readonly file: TemplateFile }
  | { readonly ok: false; readonly message: string; readonly at: Span | null; readonly isTemplate: boolean };

/** Where a template's text comes from. */
export interface TemplateSource {
  readonly path: string;
  /** Path shown to the user, relative to the app's root. */
  readonly shownPath: string;
  readonly text: string;
  /** Reads a file that `AWS::Include` names, relative to the template; undefined when it is not at hand. */
  readonly include: (location: string) => IncludedFile | undefined;
}

/** Reads a template from its text. */
export function readTemplate(from: TemplateSource): TemplateResult {
  const source = new SourceFile(from.shownPath, from.text);
  let isJson = /\.json$/i.test(from.path) || /^\s*\{/.test(from.text.slice(0, 200).replace('\uFEFF', ''));
  let read = isJson ? readJson(source) : readYaml(source);
  // A YAML template may begin with a brace, as JSON does.
  if (!read.ok && isJson && !/\.json$/i.test(from.path)) {
    isJson = false;
    read = readYaml(source);
  }
  if (!read.ok) return { ok: false, message: read.error.message, at: read.error.at, isTemplate: true };
  const { node } = read;
  keepTree(source, node, isJson);
  if (node.kind !== 'map')
    return { ok: false, message: 'a template must be a map with a Resources section', at: node.at, isTemplate: false };
  const resources = node.get('Resources');
  if (resources?.kind !== 'map')
    return { ok: false, ...withoutResources(node), isTemplate: node.has('AWSTemplateFormatVersion') || resources !== undefined };
  const transforms = transformsOf(node);
  const included = includeLocalFiles(node, from.include);
  const warnings = [...read.warnings, ...included.warnings];
  return {
    ok: true,
    file: {
      path: from.path,
      source,
      root: included.root,
      format: formatOf(from.path, node, transforms.isSam),
      isSam: transforms.isSam,
      hasLanguageExtensions: transforms.hasLanguageExtensions,
      opaque: transforms.macro ?? included.opaque ?? moduleIn(included.root),
      included: included.files,
      problems: [...included.problems, ...repeatedKeys(included.root, warnings)],
      warnings: warnings.filter(({ repeats }) => repeats === undefined),
    },
  };
}

function withoutResources(root: MapNode): { message: string; at: Span } {
  const resources = root.entries.get('Resources');
  if (resources === undefined) return { message: 'a template needs a Resources section', at: root.at };
  return { message: 'Resources must be a map from logical ids to resources', at: resources.keyAt };
}

function formatOf(path: string, root: MapNode, isSam: boolean): TemplateFormat {
  if (isSam) return 'sam';
  if (/[\\/]cdk\.out[\\/]/.test(path)) return 'cdk';
  const resources = root.get('Resources');
  const isCdk = resources?.kind === 'map' && [...resources.entries.values()].some(({ value }) => value.kind === 'map' && hasCdkPath(value));
  return isCdk ? 'cdk' : 'cloudformation';
}

function hasCdkPath(resource: MapNode): boolean {
  const metadata = resource.get('Metadata');
  return metadata?.kind === 'map' && metadata.has('aws:cdk:path');
}
