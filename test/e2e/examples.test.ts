import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FACT_OF } from '../support/facts.ts';
import { casemate } from './casemate.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url).pathname;
// Judged for one day: runtimes grow old.
const TODAY = '2026-11-22';

interface Finding {
  readonly check: string;
  readonly practice: number;
  readonly severity: string;
  readonly verdict: 'fail' | 'unknown';
  readonly subject: string;
  readonly alsoSubjects: readonly string[];
  readonly code: string;
  readonly at: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
  readonly suppressed: { readonly reason: string } | null;
}

function check(app: string): { code: number | null; findings: readonly Finding[]; problems: readonly unknown[] } {
  const { code, stdout } = casemate(['check', app, '--format', 'json', '--today', TODAY], { cwd: EXAMPLES });
  const report = JSON.parse(stdout) as { apps: { findings: Finding[] }[]; problems: unknown[] };
  return { code, findings: report.apps.flatMap((one) => one.findings), problems: report.problems };
}

const place = ({ at }: Finding): string => `${at.file}:${at.line}:${at.column}-${at.endLine}:${at.endColumn}`;

describe('the app written in a hurry', () => {
  const { code, findings, problems } = check('orders');
  const fails = findings.filter((finding) => finding.verdict === 'fail');

  test('has at least 40 findings over at least 10 practices, and exits with 1', () => {
    expect({ code, problems }).toEqual({ code: 1, problems: [] });
    expect(fails.length).toBeGreaterThanOrEqual(40);
    expect(new Set(fails.map((finding) => finding.practice)).size).toBeGreaterThanOrEqual(10);
  });

  test('is read whole: nothing is unknown', () => {
    expect(findings.filter((finding) => finding.verdict === 'unknown')).toEqual([]);
  });

  test('is told of each fact once: no place has two findings of one check for one reason', () => {
    const facts = fails.map((finding) => `${place(finding)} ${finding.check} ${finding.code}`);
    expect(facts.filter((fact, i) => facts.indexOf(fact) !== i)).toEqual([]);
  });

  test('has at most one finding for each fact about a value; only a resource as a whole can be wrong in several ways', () => {
    const template = readFileSync(new URL('orders/template.yaml', `file://${EXAMPLES}`), 'utf8').split('\n');
    const isResource = ({ at }: Finding): boolean =>
      /^ {2}\w+:$/.test(template[at.line - 1]!) || template[at.line - 1]!.startsWith('    Type: ');
    const places = fails.filter((finding) => !isResource(finding)).map((finding) => `${place(finding)} ${FACT_OF[finding.check]}`);
    expect(places.filter((one, i) => places.indexOf(one) !== i)).toEqual([]);
  });

  // A change of this list is a change of what casemate holds to be true of the app: judge each line by hand.
  test('has exactly the findings that were judged true by hand', () => {
    const judged = readFileSync(new URL('orders.findings.txt', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const found = fails.flatMap(({ check: id, subject, alsoSubjects }) => [subject, ...alsoSubjects].map((one) => `${id} ${one}`));
    expect(found.toSorted()).toEqual(judged);
  });
});

describe('the same app secured', () => {
  const { code, findings, problems } = check('orders-secured');

  test('has nothing left to find above notes, leaves nothing unknown, and exits with 0', () => {
    const open = findings.filter(
      (finding) => finding.suppressed === null && (finding.verdict === 'unknown' || finding.severity !== 'info'),
    );
    expect({ code, problems, open }).toEqual({ code: 0, problems: [], open: [] });
  });

  test('accepts at most two findings, each with a reason', () => {
    const accepted = findings.filter((finding) => finding.suppressed !== null);
    expect(accepted.length).toBeLessThanOrEqual(2);
    expect(accepted.filter((finding) => (finding.suppressed?.reason ?? '') === '')).toEqual([]);
  });
});
