import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { SamOptions } from '../../src/readers/sam/context.ts';
import { expandSam } from '../../src/readers/sam/transform.ts';
import { toJson } from '../../src/util/node.ts';
import type { Json } from '../../src/util/node.ts';
import { SourceFile } from '../../src/util/span.ts';
import { readYaml } from '../../src/util/yaml.ts';

/** A template after our transform. */
export interface ExpandedFile {
  readonly template: Json;
  readonly errors: readonly { logicalId: string | null; message: string }[];
  /** Logical ids the owner wrote. */
  readonly owned: ReadonlySet<string>;
}

/** What the published expectations assume: these parameters and this region. */
const OPTIONS: SamOptions = {
  region: 'ap-southeast-1',
  parameters: { param1: 'value1', param2: 'value2' },
  allowLocalPaths: false,
  // The repository of those expectations: it knows applications by ARN, one that is being prepared, and no other.
  applicationTemplateUrl: (id) =>
    id.startsWith('arn:') || id === 'preparing' ? 'https://awsserverlessrepo-changesets-xxx.s3.amazonaws.com/signed-url' : undefined,
};

/** Reads and expands one template; an unreadable or crashing one counts as an error of the template. */
export function expandTemplateFile(path: string): ExpandedFile {
  const read = readYaml(new SourceFile(basename(path), readFileSync(path, 'utf8')));
  if (!read.ok) return { template: null, errors: [{ logicalId: null, message: read.error.message }], owned: new Set() };
  if (read.node.kind !== 'map') return { template: null, errors: [{ logicalId: null, message: 'not a map' }], owned: new Set() };
  const resources = read.node.get('Resources');
  const owned = new Set(resources?.kind === 'map' ? resources.keys() : []);
  try {
    const { template, errors } = expandSam(read.node, OPTIONS);
    return { template: toJson(template), errors, owned };
  } catch (error) {
    return { template: null, errors: [{ logicalId: null, message: `CRASH ${(error as Error).stack}` }], owned };
  }
}
