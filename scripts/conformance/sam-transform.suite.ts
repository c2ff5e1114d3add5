import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../src/util/node.ts';
import { differences, orderlessText } from './same-json.ts';
import { expandTemplateFile } from './sam.ts';
import type { Suite, SuiteOptions, SuiteResult } from './suite.ts';

/** Templates that must come out equal to what AWS's own translator makes of them. */
const BOUND = 350;

function run(data: string, options: SuiteOptions): SuiteResult {
  const names = readdirSync(join(data, 'input'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5));
  const chosen = names.filter(
    (name) => (options.only === undefined || name.includes(options.only)) && (options.diff === undefined || name === options.diff),
  );
  const short: string[] = [];
  const detail: string[] = [];
  let equal = 0;
  for (const name of chosen) {
    const expected = JSON.parse(readFileSync(join(data, 'output', `${name}.json`), 'utf8')) as Json;
    const { template, errors } = expandTemplateFile(join(data, 'input', `${name}.yaml`));
    if (errors.length === 0 && orderlessText(template) === orderlessText(expected)) {
      equal++;
      continue;
    }
    short.push(
      errors.length > 0
        ? `${name} (${errors[0]!.logicalId ?? 'template'}: ${errors[0]!.message})`
        : `${name} (${differences(expected, template).length} differences)`,
    );
    if (options.diff === name)
      detail.push(...differences(expected, template), ...errors.map((error) => `error ${error.logicalId}: ${error.message}`));
  }
  return { score: `${equal}/${chosen.length}`, met: equal >= BOUND, short, detail };
}

const suite: Suite = { name: 'sam-transform', data: 'sam-transform', run };
export default suite;
