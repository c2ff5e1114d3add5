import type { AppReport, Finding, ReadProblem, Report } from '../model/report.ts';
import { SEVERITIES } from '../model/finding.ts';
import { DEFAULT_REPORT_OPTIONS } from './options.ts';
import type { ReportOptions } from './options.ts';
import { pathFrom } from './places.ts';
import { BASE, artifactLocation, physicalLocation, relativeUri } from './sarif/locations.ts';
import { sarifResult } from './sarif/results.ts';
import { sarifRule } from './sarif/rules.ts';
import { worstFirst } from './tally.ts';
import { escapeJson } from './visible.ts';

/** GitHub refuses a run with more results (GitHub docs: SARIF results exceed one or more limits). */
const MOST_RESULTS = 25_000;

/** The report as SARIF 2.1.0, one run, as GitHub code scanning and editors read it. */
export function sarifReport(report: Report, options: Pick<ReportOptions, 'failsOnly'> = DEFAULT_REPORT_OPTIONS): string {
  const { shown, left } = resultsOf(report, options);
  const indexes = new Map(report.rules.map((rule, index) => [rule.id, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'casemate', semanticVersion: report.version, rules: report.rules.map(sarifRule) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { description: { text: 'The folder in which casemate was started.' } } },
        invocations: [
          {
            executionSuccessful: report.problems.length === 0,
            toolExecutionNotifications: [
              ...report.problems.map(problemNotification),
              ...report.apps.flatMap(warningNotifications),
              ...(left === 0 ? [] : [cutNotification(left)]),
            ],
          },
        ],
        artifacts: templateUris(report).map((uri) => ({ location: { uri, uriBaseId: BASE } })),
        results: shown.map(({ finding, root }) => sarifResult(finding, root, indexes.get(finding.check) ?? -1)),
      },
    ],
  };
  return `${escapeJson(JSON.stringify(log, null, 2))}\n`;
}

interface Placed {
  readonly finding: Finding;
  readonly root: string;
}

/** The findings to report, app by app; where there are too many, the worst of all apps, and how many are left out. */
function resultsOf(report: Report, { failsOnly }: Pick<ReportOptions, 'failsOnly'>): { shown: readonly Placed[]; left: number } {
  const all = report.apps.flatMap((app) => worstFirst(app.findings).map((finding): Placed => ({ finding, root: app.root })));
  const wanted = failsOnly ? all.filter(({ finding }) => finding.verdict === 'fail' && finding.suppressed === null) : all;
  if (wanted.length <= MOST_RESULTS) return { shown: wanted, left: 0 };
  const rankOf = ({ finding }: Placed): number =>
    SEVERITIES.indexOf(finding.severity) + (finding.verdict === 'fail' ? 0 : SEVERITIES.length);
  const shown = wanted.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, MOST_RESULTS);
  return { shown, left: wanted.length - shown.length };
}

function cutNotification(left: number): object {
  const text = `${left} results are left out, the least severe: code scanning takes ${MOST_RESULTS}. Check fewer apps in one run, or use --format json.`;
  return { level: 'warning', message: { text } };
}

function templateUris(report: Report): string[] {
  return [...new Set(report.apps.flatMap((app) => app.templates.map(({ path }) => relativeUri(pathFrom(app.root, path)))))];
}

function problemNotification(problem: ReadProblem): object {
  const region =
    problem.line === null
      ? {}
      : { region: { startLine: problem.line, ...(problem.column === null ? {} : { startColumn: problem.column }) } };
  return {
    level: 'error',
    message: { text: [problem.message, problem.advice].filter((part) => part !== '').join('\n') },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(problem.path), ...region } }],
  };
}

function warningNotifications(app: AppReport): object[] {
  return app.warnings.map(({ message, at }) => ({
    level: 'warning',
    message: { text: message },
    locations: [{ physicalLocation: physicalLocation(app.root, at) }],
  }));
}
