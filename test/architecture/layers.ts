/** A layer of `src`: its folder (or single file at the top), and why others may not reach past it. */
export interface Layer {
  readonly name: string;
  /** Layers of one rank do not import each other. */
  readonly rank: number;
  /** One sentence for whoever breaks the rule. */
  readonly help: string;
}

const rows: readonly (readonly [rank: number, name: string, help: string])[] = [
  [0, 'data', 'src/data holds facts about AWS and imports nothing.'],
  [1, 'util', 'src/util knows no word of the domain: only facts of src/data may stand below it.'],
  [2, 'iam', 'src/iam is the policy language alone; what an app looks like belongs to src/model and above.'],
  [3, 'model', 'src/model says what an app is, never how it is read, judged or shown.'],
  [4, 'readers', 'A reader turns text into the model; it knows no other engine and no check.'],
  [4, 'behavior', 'Behaviour is inferred from source code and the model; it knows no other engine and no check.'],
  [4, 'packages', 'src/packages knows lockfiles and advisories; it knows no other engine and no check.'],
  [4, 'logs', 'src/logs knows log records and the model; it knows no other engine and no check.'],
  [4, 'runtime', 'src/runtime runs an app that was read already; it knows no other engine and no check.'],
  [4, 'edit', 'src/edit applies edits that others made; it knows no other engine and no check.'],
  [4, 'pipeline', 'src/pipeline knows pipelines as graphs; it knows no other engine and no check.'],
  [5, 'checks', 'A check goes from the model to verdicts; it never reads files and never words a report.'],
  [6, 'report', 'A reporter reads the Report and nothing else.'],
  [7, 'analyze', 'analyze is the composition root: only the public entry and the command line stand above it.'],
  [8, 'index', 'index is the public API: only users of the package import it.'],
  [9, 'cli', 'The command line is the top: nothing imports it.'],
];

/** The layers of `src`, bottom first: a layer imports only layers of a lower rank, and itself. */
export const LAYERS: readonly Layer[] = rows.map(([rank, name, help]) => ({ name, rank, help }));

/** Something with an effect outside the process's memory, and the only places that may have it. */
export interface Fence {
  readonly what: string;
  /** Node modules that give the effect. */
  readonly modules: readonly string[];
  /** Globals that give the effect. */
  readonly globals: readonly string[];
  /** Globs from the project's root. */
  readonly allowed: readonly string[];
  readonly help: string;
}

const withNodePrefix = (...names: string[]): string[] => names.flatMap((name) => [`node:${name}`, name]);

/** The side effects that are fenced: a layer that is not named cannot have them. */
export const FENCES: readonly Fence[] = [
  {
    what: 'file system',
    modules: withNodePrefix('fs', 'fs/promises'),
    globals: [],
    allowed: ['src/data/generated-list.ts', 'src/readers/files.ts', 'src/edit/**', 'src/logs/**', 'src/runtime/**', 'src/cli/**'],
    help: "Read an owner's files through src/readers/files.ts, which limits size, depth and links; write them in src/edit or src/cli. Only src/data/generated-list.ts reads casemate's own lists.",
  },
  {
    what: 'child processes and threads',
    modules: withNodePrefix('child_process', 'cluster', 'worker_threads'),
    globals: ['Worker'],
    allowed: ['src/runtime/**', 'src/pipeline/remote/**', 'src/cli/**'],
    help: "Reading and judging an app never runs anything: not the owner's code, not another program.",
  },
  {
    what: 'sockets',
    modules: withNodePrefix('http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'),
    globals: ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'],
    allowed: ['src/runtime/**', 'src/logs/remote/**', 'src/packages/remote/**', 'src/pipeline/remote/**', 'src/cli/**'],
    help: 'casemate opens no socket unless a command says so: put it into a remote/ folder that only such a command imports.',
  },
  {
    what: 'code from text',
    modules: withNodePrefix('vm', 'repl', 'inspector'),
    globals: [],
    allowed: ['src/runtime/**', 'src/cli/code-cache.ts'],
    help: "Input is hostile: nothing that was read is ever evaluated. The command line's own bundle is loaded by src/cli/code-cache.ts.",
  },
];
