import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expandTemplateFile } from './sam.ts';
import type { ExpandedFile } from './sam.ts';
import type { Suite, SuiteOptions, SuiteResult } from './suite.ts';

/** Templates that AWS's translator refuses and ours must refuse too, naming the same resources. */
const BOUNDS = { refused: 191, same: 170 };

function run(data: string, options: SuiteOptions): SuiteResult {
  const names = readdirSync(join(data, 'errors'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5));
  const chosen = names.filter(
    (name) => (options.only === undefined || name.includes(options.only)) && (options.diff === undefined || name === options.diff),
  );
  const short: string[] = [];
  const detail: string[] = [];
  let refused = 0;
  let same = 0;
  for (const name of chosen) {
    const messageFile = join(data, 'errors', `${name}.txt`);
    const message = existsSync(messageFile) ? readFileSync(messageFile, 'utf8') : '';
    const result = expandTemplateFile(join(data, 'errors', `${name}.yaml`));
    const missing = resourcesNamed(message).filter((id) => !isNamed(id, result));
    if (result.errors.length > 0) refused++;
    if (result.errors.length > 0 && missing.length === 0) same++;
    else short.push(result.errors.length === 0 ? `${name} (accepted)` : `${name} (not named: ${missing.join(' ')})`);
    if (options.diff === name) detail.push(message.trim(), ...result.errors.map((error) => `ours ${error.logicalId}: ${error.message}`));
  }
  const met = refused >= BOUNDS.refused && same >= BOUNDS.same;
  return { score: `${refused}/${chosen.length} refused, ${same}/${chosen.length} same resource`, met, short, detail };
}

/** Ids of resources in AWS's message; an event's id only where the message names no resource for it. */
function resourcesNamed(message: string): string[] {
  const resource = /\b[Rr]esource with id \[([A-Za-z0-9]+)\] (?:is invalid|attempts)/g;
  const event = /(?<!is invalid\. )Event with id \[([A-Za-z0-9]+)\]/g;
  return [...new Set([resource, event].flatMap((pattern) => [...message.matchAll(pattern)].map((match) => match[1]!)))];
}

/** Whether one of our errors is about this resource, or about the owner's resource that this one is generated from. */
function isNamed(id: string, result: ExpandedFile): boolean {
  return result.errors.some(({ logicalId, message }) => {
    if (logicalId === id || new RegExp(`\\b${id}\\b`).test(message)) return true;
    return logicalId !== null && !result.owned.has(id) && id.startsWith(logicalId);
  });
}

const suite: Suite = { name: 'sam-errors', data: 'sam-transform', run };
export default suite;
