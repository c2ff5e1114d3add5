import { analyze, prepare } from '../src/analyze.ts';
import type { Finding } from '../src/model/report.ts';

// Without it no code in Python is read.
await prepare();

/** An app and its findings. */
export interface JudgedApp {
  /** Root folder and root template, relative to where the script was started. */
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** Judges every app below the folders (relative to where the script was started); no checks named: all. */
export function judgeFolders(folders: readonly string[], checks: readonly string[] = []): JudgedApp[] {
  const today = new Date().toISOString().slice(0, 10);
  const options = { cwd: process.cwd(), today, config: null, baseline: null, parameters: {}, region: null, practices: [], checks };
  return folders
    .flatMap((folder) => analyze([folder], options).apps)
    .map(({ root, templates, findings }) => ({ name: `${root}/${templates[0]?.path ?? ''}`, findings }));
}
