import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { policyTemplateNames, policyTemplateParameters } from '../../src/data/policy-templates.ts';
import { policyTemplateDefinition } from '../../src/readers/sam/policy-templates.ts';
import { toJson } from '../../src/util/node.ts';
import type { Json } from '../../src/util/node.ts';
import { SourceFile } from '../../src/util/span.ts';
import type { Suite, SuiteOptions, SuiteResult } from './suite.ts';

interface PublishedTemplate {
  readonly Parameters: { readonly [name: string]: Json };
  readonly Definition: Json;
}

/** The project's table of SAM policy templates against the file AWS publishes: names, parameters and statements, order included. */
function run(data: string, options: SuiteOptions): SuiteResult {
  const published = (JSON.parse(readFileSync(data, 'utf8')) as { Templates: { [name: string]: PublishedTemplate } }).Templates;
  const at = { source: new SourceFile('policy_templates.json', ''), start: 0, end: 0 };
  const short = policyTemplateNames()
    .filter((name) => published[name] === undefined)
    .map((name) => `${name} (not published)`);
  const detail: string[] = [];
  let equal = 0;
  for (const [name, template] of Object.entries(published)) {
    const definition = policyTemplateDefinition(name, at);
    const ours = definition && (JSON.parse(JSON.stringify(toJson(definition))) as Json);
    const parameters = policyTemplateParameters(name).toSorted();
    if (isDeepStrictEqual(ours, template.Definition) && isDeepStrictEqual(parameters, Object.keys(template.Parameters).toSorted())) equal++;
    else short.push(name);
    if (options.diff === name) detail.push(JSON.stringify(template.Definition), JSON.stringify(ours));
  }
  const total = Object.keys(published).length;
  return { score: `${equal}/${total}`, met: equal === total && short.length === 0, short, detail };
}

const suite: Suite = { name: 'sam-policy-templates', data: 'sam-transform/policy_templates.json', run };
export default suite;
