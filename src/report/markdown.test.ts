import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyReport } from './fixtures/random.ts';
import { appReport, finding, report, secretFinding } from './fixtures/reports.ts';
import { escapeMarkdown, inlineCode } from './markdown/escape.ts';
import { markdownReport } from './markdown.ts';

function show(findings: Parameters<typeof appReport>[0]): string {
  return markdownReport(report([appReport(findings)]));
}

test('the comment for an app with findings', () => {
  const unknown = finding({ verdict: 'unknown', check: 'log-retention', practice: 8, message: 'the retention is imported' });
  expect(show([finding(), secretFinding(), unknown])).toMatchSnapshot();
});

test('a clean app is said to be clean', () => {
  expect(show([])).toContain('## ✓ casemate: nothing fails');
});

test('the value of a secret is not in the comment', () => {
  expect(show([secretFinding()])).not.toContain('sk_live');
});

test('markup, tags, mentions, references and links in names stay text', () => {
  const text = escapeMarkdown('<img src=x> **b** [a](https://evil.example) @octocat #12 `code` | www.evil.example');
  expect(text).not.toMatch(/[<>*`|[\]]/);
  expect(text).not.toMatch(/@\w|(?<!&)#12|https:\/\/|www\.e/);
});

test('code with backticks stays one piece of code', () => {
  expect(inlineCode('a``b')).toBe('```a``b```');
  expect(inlineCode('`')).toBe('`` ` ``');
});

describe('a comment of thousands of findings', () => {
  const bySeverity = (severity: 'critical' | 'high' | 'low', count: number) =>
    Array.from({ length: count }, (_value, i) => finding({ severity, subject: `Role${i}`, message: `${severity} ${i} allows more` }));
  const comment = show([...bySeverity('low', 2000), ...bySeverity('high', 120), ...bySeverity('critical', 2)]);
  test('stays below the limit and says what was cut', () => {
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment).toMatch(/Cut to fit a comment, left out: \d+ findings: \d+ low/);
  });
  test('shows the worst in full, and the next in a line each', () => {
    expect(comment.split('<summary><b>critical').length).toBe(3);
    expect(comment).toMatch(/^- low \d+ allows more `role-too-wide` `examples\/orders\/template\.yaml:11:11`$/m);
  });
  test('has no heading without findings', () => {
    expect(comment).not.toMatch(/### \w+ \(\d+\)\n\n(?:###|_Cut|$)/);
  });
});

test('the command that shows the edits is said', () => {
  expect(show([finding({ fix: { safety: 'safe', title: 'Narrow the policy' } })])).toContain(
    '1 can be fixed, 1 of them safely: `casemate fix',
  );
});

test('any report is below the limit and leaves no tag of a name alive', () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      const comment = markdownReport(any);
      expect(comment.length).toBeLessThanOrEqual(60_000);
      expect(comment.split('<details>').length).toBe(comment.split('</details>').length);
    }),
  );
});
