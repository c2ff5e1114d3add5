import { join } from 'node:path';
import type { Language } from '../harness.ts';
import { startLines } from './lines.ts';
import type { LineProcess } from './lines.ts';
import { REGION } from './physical.ts';

/** Where handlers of a language run: AWS's services and a process that loads them. */
export interface Lane {
  readonly language: Language;
  readonly stage: LineProcess;
  readonly runner: LineProcess;
}

/** AWS's services on loopback. */
export interface Stage extends LineProcess {
  readonly endpoint: string;
}

/** Starts moto and waits until it answers. `interpreter`: a Python that has it. */
export async function startStage(interpreter: string): Promise<Stage> {
  const stage = startLines(interpreter, [join(import.meta.dirname, 'stage.py')], {});
  const { endpoint } = (await stage.next()) as { endpoint: string };
  return { ...stage, endpoint };
}

/** Starts the process that runs handlers of a language on the stage. */
export function startRunner(language: Language, stage: Stage, interpreter: string): LineProcess {
  const env = { AWS_ENDPOINT_URL: stage.endpoint, AWS_REGION: REGION, AWS_EC2_METADATA_DISABLED: 'true' };
  const [command, file] = language === 'python' ? [interpreter, 'run_python.py'] : [process.execPath, 'run-javascript.ts'];
  return startLines(command, [join(import.meta.dirname, file)], env);
}
