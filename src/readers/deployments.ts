import { dirname, join } from 'node:path';
import type { Config } from '../model/config.ts';
import type { ReadProblem } from '../model/report.ts';
import { pathKind, readTextFile, relativePath } from './files.ts';
import { SAMCONFIG_NAMES, readSamconfig } from './samconfig.ts';

/** A set of parameter values under which a template is judged. */
export interface Deployment {
  /** Null for the only, unnamed one. */
  readonly name: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  /** Null when nobody said which. */
  readonly region: string | null;
}

/** What is said of deployments outside the template's folder. */
export interface DeploymentOptions {
  readonly cwd: string;
  /** Values from the command line; they win over all others. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string | null;
  readonly config: Config;
}

/** The deployments of a root template: the config's, else those of `samconfig.toml` beside it, else one without a name. */
export function deploymentsOf(
  template: string,
  options: DeploymentOptions,
): { deployments: readonly Deployment[]; problems: readonly ReadProblem[] } {
  const { parameters, region, config } = options;
  const named = Object.entries(config.deployments);
  if (named.length > 0) {
    const deployments = named.map(([name, given]) => ({
      name,
      parameters: { ...given.parameters, ...parameters },
      region: region ?? given.region ?? null,
    }));
    return { deployments, problems: [] };
  }
  const unnamed: Deployment = { name: null, parameters, region };
  const path = SAMCONFIG_NAMES.map((name) => join(dirname(template), name)).find((candidate) => pathKind(candidate) === 'file');
  if (path === undefined) return { deployments: [unnamed], problems: [] };
  const file = readTextFile(path);
  const read = file.ok ? readSamconfig(path, file.text) : file;
  if (!read.ok) {
    const problem: ReadProblem = {
      path: relativePath(options.cwd, path),
      line: null,
      column: null,
      message: read.message,
      advice: 'The template is judged with the defaults of its parameters.',
    };
    return { deployments: [unnamed], problems: [problem] };
  }
  if (read.environments.length === 0) return { deployments: [unnamed], problems: [] };
  const deployments = read.environments.map((environment) => ({
    name: environment.name,
    parameters: { ...environment.parameters, ...parameters },
    region: region ?? environment.region,
  }));
  return { deployments, problems: [] };
}
