/** What the command line asked of a suite. */
export interface SuiteOptions {
  /** Runs only the cases whose name contains this. */
  readonly only?: string;
  /** Shows in full how this case differs. */
  readonly diff?: string;
}

/** What a suite found. */
export interface SuiteResult {
  /** One line such as `350/360`. */
  readonly score: string;
  /** Whether the bounds of this suite are met. */
  readonly met: boolean;
  /** Cases that fall short, each with a few words why. */
  readonly short: readonly string[];
  /** Text asked for with `--diff`. */
  readonly detail?: readonly string[];
}

/** One comparison of the project with public data that stays outside it. A file `NAME.suite.ts` exports one as its default. */
export interface Suite {
  readonly name: string;
  /** Folder (or file) of the data, relative to the conformance folder; the suite is skipped when it is absent. */
  readonly data: string;
  run(dataPath: string, options: SuiteOptions): SuiteResult | Promise<SuiteResult>;
}
