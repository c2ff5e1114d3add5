import type { RawCall } from '../../host.ts';
import type { FunctionRun } from '../../interpret/run.ts';
import { behaviorOf } from '../../testing.ts';
import { membersOf, show } from '../../values/values.ts';

/** Follows a source whose function is `handler`; TABLE and BUCKET are variables of its environment. */
function run(source: string): Promise<FunctionRun> {
  return behaviorOf({ 'app.py': source }, { handler: 'app.handler', environment: { TABLE: 'orders', BUCKET: null } });
}

/** The AWS calls of a source's `handler` in words, in order; uncertain ones end in `?`. */
export async function calls(source: string): Promise<readonly string[]> {
  return (await run(source)).calls.map(inWords);
}

/** What may hide calls of a source's `handler`, in order. */
export async function gaps(source: string): Promise<readonly string[]> {
  return (await run(source)).gaps.map((gap) => `${gap.code}: ${gap.because}`);
}

/** A handler with these lines, after those that import and make things. */
export function handler(lines: string, before = ''): string {
  const body = lines
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  return `import boto3, os\n${before}\ndef handler(event, context):\n${body}\n`;
}

function inWords(call: RawCall): string {
  const { region, credentials } = call.client;
  return [
    `${call.service} ${call.operation} ${show(call.input)}`,
    region === null ? '' : ` in ${show(region)}`,
    credentials === null ? '' : ` as ${membersOf(credentials).map(principal).join(' | ')}`,
    call.how === null ? '' : ` (${call.how})`,
    call.must ? '' : '?',
  ].join('');
}

function principal(value: ReturnType<typeof membersOf>[number]): string {
  return value.kind === 'model' && value.data?.type === 'credentials' && value.data.role !== null ? show(value.data.role) : show(value);
}
