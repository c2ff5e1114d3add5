import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Suite, SuiteOptions } from './conformance/suite.ts';

const USAGE = 'usage: conformance.ts [SUITE ...] [--only NAME] [--diff NAME]';

/** Compares the project with public data: `node scripts/conformance.ts [SUITE ...] [--only NAME] [--diff NAME]`. */
async function main(words: readonly string[]): Promise<number> {
  const { names, options } = readArguments(words);
  const root = process.env['CASEMATE_CONFORMANCE'] ?? resolve(import.meta.dirname, '../../shared/conformance');
  if (!existsSync(root)) {
    console.log(`conformance: no data at ${root}; nothing compared`);
    return 0;
  }
  const suites = (await loadSuites()).filter((suite) => names.length === 0 || names.includes(suite.name));
  let met = true;
  for (const suite of suites) {
    const data = join(root, suite.data);
    if (!existsSync(data)) {
      console.log(`${suite.name}: no data at ${data}; not compared`);
      continue;
    }
    const result = await suite.run(data, options);
    console.log(`${suite.name}: ${result.score}`);
    for (const line of result.short) console.log(`  short: ${line}`);
    for (const line of result.detail ?? []) console.log(line);
    if (!result.met && options.only === undefined && options.diff === undefined) met = false;
  }
  return met ? 0 : 1;
}

async function loadSuites(): Promise<Suite[]> {
  const folder = join(import.meta.dirname, 'conformance');
  const files = readdirSync(folder).filter((name) => name.endsWith('.suite.ts'));
  return Promise.all(files.toSorted().map(async (file) => ((await import(join(folder, file))) as { default: Suite }).default));
}

function readArguments(words: readonly string[]): { names: string[]; options: SuiteOptions } {
  const names: string[] = [];
  const options: { only?: string; diff?: string } = {};
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word === '--only' || word === '--diff') {
      const value = words[++i];
      if (value === undefined) throw new Error(USAGE);
      options[word === '--only' ? 'only' : 'diff'] = value;
    } else if (word.startsWith('-')) throw new Error(USAGE);
    else names.push(word);
  }
  return { names, options };
}

process.exitCode = await main(process.argv.slice(2));
