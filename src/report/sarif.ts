import type { AppReport, ReadProblem, Report } from '../model/report.ts';
import { pathFrom } from './places.ts';
import { BASE, artifactLocation, physicalLocation, relativeUri } from './sarif/locations.ts';
import { sarifResult } from './sarif/results.ts';
import { sarifRule } from './sarif/rules.ts';
import { worstFirst } from './tally.ts';
import { escapeJson } from './visible.ts';

/** The report as SARIF 2.1.0, one run, as GitHub code scanning and editors read it. */
export function sarifReport(report: Report): string {
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
            toolExecutionNotifications: [...report.problems.map(problemNotification), ...report.apps.flatMap(warningNotifications)],
          },
        ],
        artifacts: templateUris(report).map((uri) => ({ location: { uri, uriBaseId: BASE } })),
        results: report.apps.flatMap((app) =>
          worstFirst(app.findings).map((finding) => sarifResult(finding, app.root, indexes.get(finding.check) ?? -1)),
        ),
      },
    ],
  };
  return `${escapeJson(JSON.stringify(log, null, 2))}\n`;
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
