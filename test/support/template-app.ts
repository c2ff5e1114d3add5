import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/model/app.ts';
import type { App } from '../../src/model/app.ts';
import { DEFAULT_CONFIG } from '../../src/model/config.ts';
import type { Config } from '../../src/model/config.ts';
import { loadApps } from '../../src/readers/load.ts';
import { FIXTURE_DAY } from './day.ts';

/** The model of a template's text, as `casemate check` reads it: SAM is expanded, intrinsics are evaluated. */
export function templateApp(text: string, config: Partial<Config> = {}): App {
  const cwd = mkdtempSync(join(tmpdir(), 'casemate-template-'));
  try {
    writeFileSync(join(cwd, 'template.yaml'), text);
    const { apps } = loadApps(['.'], { cwd, parameters: {}, region: null, config: { ...DEFAULT_CONFIG, ...config } });
    return createApp(apps[0]!.variants[0]!.stack, { ...DEFAULT_CONFIG, ...config }, FIXTURE_DAY);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
