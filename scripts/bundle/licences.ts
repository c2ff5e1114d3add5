import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The names, versions, licences and licence texts of every package that the modules come from, as one text. Throws when a package has no licence text. */
export function licencesOf(modules: readonly string[]): string {
  const folders = new Set(modules.flatMap((path) => packageFolder(path) ?? []));
  const notices = [...folders].map(noticeOf).toSorted();
  return `The command line of casemate contains these packages, each under its own licence.\n\n${notices.join('\n')}`;
}

/** The folder of the innermost package in node_modules that a module belongs to; undefined for casemate's own modules. */
function packageFolder(path: string): string | undefined {
  return /^.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+(?=[/\\])/.exec(path.replace(/^\0/, ''))?.[0];
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:\.\w+)?$/i.test(entry));
  if (file === undefined) throw new Error(`${folder} has no licence text to keep`);
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return `${'='.repeat(100)}\n${name} ${version} (${license})\n\n${text}\n`;
}
