import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFiles, textOf } from './project.ts';

interface Job {
  readonly permissions?: unknown;
  readonly 'timeout-minutes'?: number;
}
interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = projectFiles().filter((path) => /^\.github\/workflows\/.*\.ya?ml$/.test(path));

test('there are workflows to judge', () => {
  expect(workflows).not.toEqual([]);
});

test.each(workflows)('%s pins every action to a commit and says which version that is', (path) => {
  const uses = textOf(path)
    .split('\n')
    .filter((line) => /^\s*(?:-\s*)?uses:/.test(line));
  expect(uses).not.toEqual([]);
  expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test.each(workflows)('%s starts with no rights, grants them by job, and ends by itself', (path) => {
  const workflow = parse(textOf(path)) as Workflow;
  expect(workflow.permissions).toEqual({});
  expect(workflow.concurrency).toBeDefined();
  for (const job of Object.values(workflow.jobs)) {
    expect(job.permissions).toBeDefined();
    expect(job['timeout-minutes']).toBeGreaterThan(0);
  }
});

test.each(workflows)('%s runs no code of a stranger with our rights and puts no expression into a shell', (path) => {
  const text = textOf(path);
  expect(text).not.toMatch(/pull_request_target|workflow_run/);
  const shells = [...text.matchAll(/run: (?:\|\n(?:\s{8,}.*\n)+|.*)/g)].map((match) => match[0]);
  expect(shells.filter((shell) => shell.includes('${{'))).toEqual([]);
  const checkouts = text.split('uses: actions/checkout@').slice(1);
  expect(checkouts.filter((checkout) => !checkout.slice(0, 200).includes('persist-credentials: false'))).toEqual([]);
});
