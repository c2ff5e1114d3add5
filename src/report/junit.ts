import { PRACTICES } from '../model/practices.ts';
import type { AppReport, Finding, ReadProblem, Report, RuleInfo, VerdictRow } from '../model/report.ts';
import { pathFrom, shownPlace } from './places.ts';
import { rowKey } from './tally.ts';
import { visible } from './visible.ts';

/** The report as JUnit XML: a test suite for each app, a test case for each check and subject, an error for each file that could not be read. */
export function junitReport(report: Report): string {
  const suites = report.apps.map((app) => appSuite(app, report.rules));
  if (report.problems.length > 0) suites.push(problemSuite(report.problems));
  const total = (pick: (suite: Suite) => number) => String(suites.reduce((sum, suite) => sum + pick(suite), 0));
  const totals = attributes({
    name: 'casemate',
    tests: total((suite) => suite.tests),
    failures: total((suite) => suite.failures),
    errors: total((suite) => suite.errors),
    skipped: total((suite) => suite.skipped),
    time: report.elapsedSeconds.toFixed(3),
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${totals}>`, ...suites.map((suite) => suite.xml), '</testsuites>', ''].join(
    '\n',
  );
}

interface Suite {
  readonly xml: string;
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

type Kind = 'passed' | 'failure' | 'skipped' | 'error';

interface Case {
  readonly kind: Kind;
  readonly xml: string;
}

function appSuite(app: AppReport, rules: readonly RuleInfo[]): Suite {
  const findings = new Map<string, Finding[]>();
  for (const finding of app.findings) {
    for (const subject of [finding.subject, ...finding.alsoSubjects]) {
      const key = rowKey(finding.check, subject);
      findings.set(key, [...(findings.get(key) ?? []), finding]);
    }
  }
  const practiceOf = new Map(rules.map((rule) => [rule.id, PRACTICES.find(({ number }) => number === rule.practices[0])?.slug]));
  const cases = app.verdicts.map((row) => {
    const about = findings.get(rowKey(row.check, row.subject)) ?? [];
    return verdictCase({ row, findings: about, root: app.root }, practiceOf.get(row.check) ?? 'casemate');
  });
  return suite(app.root, cases);
}

interface Verdict {
  readonly row: VerdictRow;
  readonly findings: readonly Finding[];
  readonly root: string;
}

function verdictCase(verdict: Verdict, practice: string): Case {
  const { row, findings, root } = verdict;
  const at = findings[0]?.at;
  const head = attributes({
    classname: `${practice}.${row.check}`,
    name: row.subject,
    ...(at === undefined ? {} : { file: pathFrom(root, at.source.path), line: String(at.source.position(at.start).line) }),
  });
  const { kind, body } = verdictBody(verdict);
  return { kind, xml: body === '' ? `    <testcase${head}/>` : `    <testcase${head}>${body}</testcase>` };
}

function verdictBody({ row, findings, root }: Verdict): { kind: Kind; body: string } {
  if (row.verdict === 'pass') return { kind: 'passed', body: '' };
  if (row.verdict === 'not-applicable') return { kind: 'skipped', body: '<skipped message="not applicable"/>' };
  const live = findings.filter((finding) => finding.suppressed === null);
  if (findings.length > 0 && live.length === 0) {
    return { kind: 'skipped', body: `<skipped${attributes({ message: `accepted: ${findings[0]?.suppressed?.reason ?? ''}` })}/>` };
  }
  const message = live.map((finding) => finding.message).join('; ');
  if (row.verdict === 'unknown') return { kind: 'skipped', body: `<skipped${attributes({ message: `unknown: ${message}` })}/>` };
  const text = live.map((finding) => details(finding, root)).join('\n\n');
  if (live.length > 0 && live.every((finding) => finding.severity === 'info')) {
    return { kind: 'passed', body: `<system-out>${escapeXml(text)}</system-out>` };
  }
  return { kind: 'failure', body: `<failure${attributes({ message, type: live[0]?.severity ?? 'fail' })}>${escapeXml(text)}</failure>` };
}

function details(finding: Finding, root: string): string {
  const steps = finding.evidence.map(
    ({ text, at }) => `- ${visible(text)}${at === undefined ? '' : ` (${visible(shownPlace(root, at))})`}`,
  );
  const when = finding.when === null ? '' : ` ${visible(finding.when)}`;
  const fix = finding.fix === null ? [] : [`What to do: ${visible(finding.fix.title)}`];
  return [`${visible(shownPlace(root, finding.at))}${when}`, visible(finding.message), ...steps, ...fix].join('\n');
}

function problemSuite(problems: readonly ReadProblem[]): Suite {
  const cases = problems.map((problem): Case => {
    const message = [problem.message, problem.advice].filter((part) => part !== '').join(' ');
    const head = attributes({ classname: 'casemate.read', name: problem.path, file: problem.path, line: String(problem.line ?? 1) });
    return { kind: 'error', xml: `    <testcase${head}><error${attributes({ message, type: 'read' })}/></testcase>` };
  });
  return suite('files that could not be read', cases);
}

function suite(name: string, cases: readonly Case[]): Suite {
  const count = (kind: Kind) => cases.filter((one) => one.kind === kind).length;
  const counts = { failures: count('failure'), errors: count('error'), skipped: count('skipped') };
  const head = attributes({
    name,
    tests: String(cases.length),
    failures: String(counts.failures),
    errors: String(counts.errors),
    skipped: String(counts.skipped),
  });
  return { xml: [`  <testsuite${head}>`, ...cases.map((one) => one.xml), '  </testsuite>'].join('\n'), tests: cases.length, ...counts };
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(visible(value))}"`)
    .join('');
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => XML[character] ?? '');
}
