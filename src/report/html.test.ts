import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceFile } from '../util/span.ts';
import { anyReport } from './fixtures/random.ts';
import { appReport, finding, report, secretFinding, spanOf } from './fixtures/reports.ts';
import { htmlReport } from './html.ts';
import { DEFAULT_REPORT_OPTIONS } from './options.ts';

function page(findings: Parameters<typeof appReport>[0], changes: Parameters<typeof appReport>[1] = {}): string {
  return htmlReport(report([appReport(findings, changes)]), DEFAULT_REPORT_OPTIONS);
}

/** Everything behind the head, whose style sheet is the same in all reports. */
function bodyOf(html: string): string {
  return html.slice(html.indexOf('<body>'));
}

test('a finding is shown with its line, its proof and its remedy', () => {
  const body = bodyOf(page([finding()]));
  for (const part of [
    'examples/orders/template.yaml:11:11',
    'DynamoDBCrudPolicy',
    'SaveOrder calls dynamodb:PutItem',
    'Replace the policy',
  ]) {
    expect(body).toContain(part);
  }
});

test('the page may use its own style sheet and nothing else', () => {
  const html = page([finding()]);
  const style = /<style>([^]*?)<\/style>/.exec(html)![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(html).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`);
  expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|\ssrc=|url\(|@import/);
});

test('links lead to https or into the page', () => {
  const targets = [...page([finding(), secretFinding()]).matchAll(/href="([^"]*)"/g)].map((match) => match[1]!);
  expect(targets.filter((target) => !/^(?:#|https:\/\/)/.test(target))).toEqual([]);
});

test('the value of a secret is not in the page', () => {
  const html = page([secretFinding(), finding({ at: spanOf('GATEWAY_KEY: sk_live_0123456789abcdef') })]);
  expect(html).not.toContain('sk_live');
});

test('two findings of one fingerprint have anchors of their own', () => {
  const ids = [...page([finding(), finding()]).matchAll(/ id="(finding-[^"]*)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(2);
});

test('every finding can be filtered by severity, verdict, sureness and practice', () => {
  const accepted = secretFinding({ suppressed: { reason: 'a test key', by: 'comment', at: null } });
  const html = page([finding(), accepted]);
  expect(html).toContain('class="finding severity-high practice-1 promise-proof verdict-fail"');
  expect(html).toContain('class="finding severity-critical practice-3 promise-heuristic verdict-accepted"');
  for (const id of [
    'show-high',
    'show-critical',
    'show-fail',
    'show-accepted',
    'show-proof',
    'show-heuristic',
    'practice-1',
    'practice-3',
  ]) {
    expect(html).toMatch(new RegExp(`<input [^>]*id="${id}"`));
    expect(html).toContain(`body:has(#${id}:`);
  }
});

test('what could not be read comes before the findings', () => {
  const problem = { path: 'broken.yaml', line: 3, column: 7, message: 'not valid YAML', advice: 'Mend the file.' };
  const html = bodyOf(htmlReport(report([appReport([finding()])], { problems: [problem] }), DEFAULT_REPORT_OPTIONS));
  expect(html.indexOf('broken.yaml:3:7')).toBeLessThan(html.indexOf('class="finding'));
});

describe('a hostile name cannot leave its place', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(1)'>&lt;\u001B[31m\u202E</style></pre></details>`;
  const source = new SourceFile(`tem${hostile}plate.yaml`, `Key${hostile}: a\n`);
  const bad = finding({
    subject: hostile,
    alsoSubjects: [hostile],
    message: hostile,
    at: { ...spanOf('Key', source), generated: hostile },
    when: hostile,
    evidence: [{ text: hostile, at: spanOf('a\n', source) }],
    fix: { safety: 'safe', title: hostile },
  });
  const accepted = finding({
    fix: { safety: 'advice', title: hostile, reason: hostile },
    suppressed: { reason: hostile, by: 'comment', at: null },
  });
  const problem = { path: hostile, line: 1, column: 1, message: hostile, advice: hostile };
  const app = appReport([bad, accepted], {
    root: hostile,
    deployments: [hostile],
    warnings: [{ message: hostile, at: spanOf('a\n', source) }],
    responsibility: [{ duty: hostile, holder: 'owner', because: hostile, practices: [1], counts: { pass: 0, fail: 1, unknown: 0 } }],
  });
  const html = htmlReport(report([app], { problems: [problem] }), DEFAULT_REPORT_OPTIONS);

  test('as a tag, an attribute or the end of one', () => {
    expect(tagsOf(html)).toEqual(
      tagsOf(htmlReport(report([appWith('name')], { problems: [{ ...problem, path: 'name' }] }), DEFAULT_REPORT_OPTIONS)),
    );
    expect(html).not.toMatch(/<script|<img|onerror='/);
  });
  test('as a control or format character', () => {
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  function appWith(name: string): ReturnType<typeof appReport> {
    const calm = new SourceFile('template.yaml', 'Key: a\n');
    return appReport(
      [{ ...bad, at: { ...spanOf('Key', calm), generated: name }, evidence: [{ text: name, at: spanOf('a\n', calm) }] }, accepted],
      { root: name, deployments: [name], warnings: [{ message: name, at: spanOf('a\n', calm) }], responsibility: app.responsibility },
    );
  }
});

/** The names of all tags in their order. */
function tagsOf(html: string): string[] {
  return [...bodyOf(html).matchAll(/<\/?[a-z][a-z0-9]*/gi)].map((match) => match[0]);
}

test('whatever the report, no tag is left open and none is a name of the app', () => {
  fc.assert(
    fc.property(anyReport, (any) => {
      const open: string[] = [];
      for (const tag of tagsOf(htmlReport(any, DEFAULT_REPORT_OPTIONS))) {
        if (['<br', '<input', '<rect', '</html'].includes(tag)) continue;
        if (tag.startsWith('</')) expect(open.pop()).toBe(tag.slice(2));
        else open.push(tag.slice(1));
      }
      expect(open).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
