import { analyze } from '../src/analyze.ts';
import type { Finding } from '../src/model/report.ts';

/** A finding and the folder of the app it is about. */
export interface AppFinding {
  readonly app: string;
  readonly finding: Finding;
}

/** Judges every app below the folders (relative to where the script was started) and returns all findings; no checks named: all. */
export function judgeFolders(folders: readonly string[], checks: readonly string[] = []): AppFinding[] {
  const today = new Date().toISOString().slice(0, 10);
  const options = { cwd: process.cwd(), today, config: null, baseline: null, parameters: {}, region: null, practices: [], checks };
  return folders
    .flatMap((folder) => analyze([folder], options).apps)
    .flatMap((app) => app.findings.map((finding) => ({ app: app.root, finding })));
}
