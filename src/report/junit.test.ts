import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyReport } from './fixtures/random.ts';
import { appReport, finding, report, secretFinding } from './fixtures/reports.ts';
import { junitReport } from './junit.ts';

/** Throws unless every tag closes, attributes are quoted, text holds no markup, and every character is one that XML 1.0 allows. */
function assertWellFormed(xml: string): void {
  expect(xml).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^<>]*\?>/, '')
    .replace(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<&]*(?:&[a-z]+;[^"<&]*)*")*)(\/?)>/g, (_tag, close, name, _attributes, empty) => {
      if (close === '/') expect(open.pop()).toBe(name);
      else if (empty === '') open.push(name as string);
      return '';
    });
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos);)/);
}

test('an app with a fail, a pass and an unknown', () => {
  const unknown = finding({ verdict: 'unknown', check: 'log-retention', subject: 'OrdersLogs', message: 'the retention is imported' });
  const xml = junitReport(report([appReport([finding(), unknown])]));
  assertWellFormed(xml);
  expect(xml).toMatchSnapshot();
});

test('any report is well-formed XML', () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      assertWellFormed(junitReport(any));
    }),
  );
});

test('counts agree with the cases', () => {
  const xml = junitReport(report([appReport([finding(), secretFinding()])]));
  expect(xml).toContain('<testsuites name="casemate" tests="4" failures="2" errors="0" skipped="0"');
  expect(xml.split('<testcase').length - 1).toBe(4);
  expect(xml.split('<failure').length - 1).toBe(2);
});

test('accepted findings and unknowns are skipped with the reason, notes pass', () => {
  const accepted = finding({ suppressed: { reason: 'agreed & signed', by: 'comment', at: null } });
  const note = finding({ subject: 'NoteRole', severity: 'info' });
  const xml = junitReport(report([appReport([accepted, note])]));
  expect(xml).toContain('<skipped message="accepted: agreed &amp; signed"/>');
  expect(xml).toContain('failures="0"');
  expect(xml).toContain('<system-out>');
});

test('a file that could not be read is an error', () => {
  const problem = { path: 'broken.yaml', line: 3, column: 1, message: 'not valid YAML', advice: 'Mend it.' };
  expect(junitReport(report([], { problems: [problem] }))).toContain('<error message="not valid YAML Mend it." type="read"/>');
});
