import { describe, expect, test } from 'vitest';
import type { App } from '../model/app.ts';
import { createApp } from '../model/app.ts';
import type { Check } from '../model/check.ts';
import { DEFAULT_CONFIG } from '../model/config.ts';
import type { Outcome } from '../model/finding.ts';
import { SourceFile } from '../util/span.ts';
import { findingsOf, toldOnce } from './findings.ts';
import { runChecks } from './run-checks.ts';

const source = new SourceFile('template.yaml', 'Globals:\n  Tracing: PassThrough\n');
const at = { source, start: 11, end: 31 };

function appWith(opaque: App['opaque'] = null): App {
  const stack = { format: 'sam' as const, files: [source], resources: new Map(), parameters: [], problems: [], opaque, outputs: new Map() };
  return createApp(stack, DEFAULT_CONFIG, '2026-11-22');
}

function checkOf(id: string, run: (app: App) => Outcome[], more: Partial<Check> = {}): Check {
  return {
    id,
    title: id,
    practices: [1],
    severity: 'high',
    promise: 'rule',
    since: '0.1.0',
    sources: ['https://docs.aws.amazon.com/lambda/'],
    messages: { wrong: '{who} is wrong' },
    remedy: 'Mend it.',
    looksAt: [],
    run,
    ...more,
  };
}

const failing = (subject: string): Outcome => ({ verdict: 'fail', subject, message: 'wrong', args: { who: subject }, at });

describe('verdicts over deployments', () => {
  const dev = appWith();
  const prod = appWith();
  const variants = [
    { label: 'in dev', app: dev },
    { label: 'in prod', app: prod },
  ];

  test('a finding that holds in one deployment names it', () => {
    const check = checkOf('only-dev', (app) => [app === dev ? failing('Orders') : { verdict: 'pass', subject: 'Orders' }]);
    const [one] = runChecks([check], variants);
    expect(one).toMatchObject({ verdict: 'fail', fails: [{ when: 'in dev' }] });
  });

  test('a finding that holds in all of them names none', () => {
    const [one] = runChecks([checkOf('both', () => [failing('Orders')])], variants);
    expect(one!.fails.map((fail) => fail.when)).toEqual([null]);
  });

  test('a subject that exists in one deployment only is judged there', () => {
    const [one] = runChecks([checkOf('only-there', (app) => (app === prod ? [failing('Audit')] : []))], variants);
    expect(one!.fails.map((fail) => fail.when)).toEqual([null]);
  });
});

test('what is missing cannot be claimed where part of the template is unknown', () => {
  const opaque = { kind: 'unknown' as const, reason: 'macro Shapes may add resources', at };
  const check = checkOf('missing', () => [{ ...failing('Orders'), absence: true } as Outcome]);
  expect(runChecks([check], [{ label: null, app: appWith(opaque) }])[0]).toMatchObject({ verdict: 'unknown', because: opaque });
});

test('one value wrong for one reason is one finding, however many subjects it touches', () => {
  const judged = runChecks([checkOf('tracing', () => [failing('Save'), failing('Remind')])], [{ label: null, app: appWith() }]);
  const { findings } = findingsOf(judged, DEFAULT_CONFIG, '.');
  expect(findings.map((finding) => [finding.subject, finding.alsoSubjects])).toEqual([['Save', ['Remind']]]);
});

test('a statement that has another number in another branch is one, and together they are not those of one branch', () => {
  const first = appWith();
  const check = checkOf('pass-role', (app) => [
    app === first ? failing('Role#1') : { verdict: 'pass', subject: 'Role#1' },
    ...(app === first ? [] : [failing('Role#2')]),
  ]);
  const judged = runChecks(
    [check],
    [
      { label: 'when IsProd is false', app: first },
      { label: 'when IsProd is true', app: appWith() },
    ],
  );
  const { findings } = findingsOf(judged, DEFAULT_CONFIG, '.');
  expect(findings.map(({ subject, alsoSubjects, when }) => [subject, alsoSubjects, when])).toEqual([['Role#1', [], null]]);
});

test('a weaker check becomes evidence of the stronger one about the same value', () => {
  const strong = checkOf('strong', () => [failing('Orders')]);
  const weak = checkOf('weak', () => [failing('Orders')], { yieldsTo: ['strong'] });
  const { findings, silenced } = findingsOf(runChecks([weak, strong], [{ label: null, app: appWith() }]), DEFAULT_CONFIG, '.');
  expect(findings.map((finding) => [finding.check, finding.evidence.length])).toEqual([['strong', 1]]);
  expect(silenced.map((one) => one.check.id)).toEqual(['weak']);
});

test('a fingerprint does not change when lines move', () => {
  const later = new SourceFile('template.yaml', `# a comment\n${source.text}`);
  const moved = { source: later, start: 23, end: 43 };
  const here = findingsOf(runChecks([checkOf('one', () => [failing('Orders')])], [{ label: null, app: appWith() }]), DEFAULT_CONFIG, '.');
  const there = findingsOf(
    runChecks([checkOf('one', () => [{ ...failing('Orders'), at: moved } as Outcome])], [{ label: null, app: appWith() }]),
    DEFAULT_CONFIG,
    '.',
  );
  expect(there.findings[0]!.fingerprint).toBe(here.findings[0]!.fingerprint);
});

test('what keeps several checks from a verdict is told once, and names the others', () => {
  const because = { kind: 'unknown' as const, reason: 'the code is not at hand', at };
  const unknown = (subject: string): Outcome => ({ verdict: 'unknown', subject, because });
  const checks = ['narrow', 'wide', 'other'].map((id) => checkOf(id, () => [unknown(id === 'other' ? 'Audit' : 'Orders')]));
  const judged = runChecks(checks, [{ label: null, app: appWith() }]);
  const { findings, silenced } = findingsOf(judged, DEFAULT_CONFIG, '.');
  expect(toldOnce(findings).map(({ check, subject, evidence }) => [check, subject, evidence.map(({ text }) => text)])).toEqual([
    ['narrow', 'Orders', ['not known for the same reason: wide']],
    ['other', 'Audit', []],
  ]);
  // What was accepted of one check says nothing of the other.
  const accepted = findings.map((one) =>
    one.check === 'narrow' ? { ...one, suppressed: { by: 'comment' as const, reason: 'known' } } : one,
  );
  expect(toldOnce(accepted as typeof findings).map(({ check }) => check)).toEqual(['narrow', 'wide', 'other']);
  // Each verdict stays what it is.
  expect(silenced).toEqual([]);
  expect(judged.map(({ verdict }) => verdict)).toEqual(['unknown', 'unknown', 'unknown']);
});
