import { MapNode, toJson } from '../../util/node.ts';
import type { Json } from '../../util/node.ts';
import { readJson } from '../../util/json.ts';
import { SourceFile } from '../../util/span.ts';
import { readYaml } from '../../util/yaml.ts';
import type { SamOptions } from './context.ts';
import { expandSam } from './transform.ts';

export type { SamOptions } from './context.ts';

/** What is wrong with a SAM template: the resource (null: the template as a whole), why, and where (line and column from 1). */
export interface TransformError {
  readonly logicalId: string | null;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** The CloudFormation template a SAM template stands for, as plain data, and the template's errors. */
export interface TransformResult {
  readonly template: object;
  readonly errors: readonly TransformError[];
}

/**
 * Expands an AWS SAM template (YAML or JSON text, or plain data) to CloudFormation, offline, with the logical ids of AWS's
 * own translator. Errors are returned, not thrown; what could be expanded is in the template. For plain data, lines refer
 * to its JSON text with two spaces of indentation.
 */
export function transform(template: string | object, options: SamOptions = {}): TransformResult {
  const text = typeof template === 'string' ? template : JSON.stringify(template, null, 2);
  const source = new SourceFile('template', text ?? '');
  const isJson = source.text.trimStart().startsWith('{');
  const read = isJson ? readJson(source) : readYaml(source);
  // A map in YAML's flow style also begins with a brace.
  const readAgain = read.ok || typeof template !== 'string' || !isJson ? read : readYaml(source);
  if (!readAgain.ok) return { template: {}, errors: [toError(null, readAgain.error)] };
  const { node } = readAgain;
  if (!(node instanceof MapNode)) return { template: {}, errors: [toError(null, { message: 'a template must be a map', at: node.at })] };
  const expansion = expandSam(node, options);
  return {
    template: toJson(expansion.template) as { [key: string]: Json },
    errors: expansion.errors.map((error) => toError(error.logicalId, error)),
  };
}

function toError(logicalId: string | null, error: { message: string; at: MapNode['at'] }): TransformError {
  const { line, column } = error.at.source.position(error.at.start);
  return { logicalId, message: error.message, line, column };
}
