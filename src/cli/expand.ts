import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { readTextFile } from '../readers/files.ts';
import { expandSam } from '../readers/sam/transform.ts';
import { escapeJson, visible } from '../report/visible.ts';
import { readJson } from '../util/json.ts';
import { toJson } from '../util/node.ts';
import type { Json } from '../util/node.ts';
import { SourceFile, showSpan } from '../util/span.ts';
import type { Span } from '../util/span.ts';
import { readYaml } from '../util/yaml.ts';
import { EXIT, refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { writeWhole } from './output.ts';
import { complain, print } from './streams.ts';

/** What `casemate expand` was told. */
export interface ExpandOptions {
  readonly format: 'json' | 'yaml';
  readonly output?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly region: string;
}

/** Prints the expanded template; nothing is printed of a template that AWS would refuse. */
export function expand(path: string, options: ExpandOptions): ExitCode {
  const file = readTextFile(resolve(path));
  if (!file.ok) return refuse(visible(`${path} ${file.message}`), file.advice);
  const source = new SourceFile(path, file.text);
  const read = /^\s*\{/.test(file.text) ? readJson(source) : readYaml(source);
  if (!read.ok) return refuse(said(read.error));
  if (read.node.kind !== 'map') return refuse(said({ at: read.node.at, message: 'a template is a map with Resources' }));
  for (const warning of read.warnings) complain(`casemate: ${said(warning)}\n`);
  const { template, errors } = expandSam(read.node, { region: options.region, parameters: options.parameter ?? {} });
  if (errors.length > 0) {
    return refuse(
      ...errors.map(({ logicalId, message, at }) => said({ at, message: logicalId === null ? message : `${logicalId}: ${message}` })),
    );
  }
  const text = written(toJson(template), options.format);
  if (options.output === undefined) print(text);
  else {
    const trouble = writeWhole(options.output, text);
    if (trouble !== null) return refuse(trouble);
  }
  return EXIT.clean;
}

function said({ at, message }: { readonly at: Span; readonly message: string }): string {
  return visible(`${showSpan(at)}: ${message}`);
}

/** YAML is written for CloudFormation, a YAML 1.1 reader: `yes` and dates stay texts, and nothing is folded or aliased. */
function written(template: Json, format: 'json' | 'yaml'): string {
  if (format === 'json') return `${escapeJson(JSON.stringify(template, null, 2))}\n`;
  return stringify(template, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
