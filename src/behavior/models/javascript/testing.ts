import { SourceFile } from '../../../util/span.ts';
import type { RawCall } from '../../host.ts';
import { runFunction } from '../../interpret/run.ts';
import type { FunctionRun } from '../../interpret/run.ts';
import { lowerJavaScript } from '../../javascript/lower.ts';
import { createModules } from '../../modules/modules.ts';
import type { Abstract } from '../../value.ts';
import { membersOf, show } from '../../values/values.ts';
import { javascriptModule } from './index.ts';

const FILE = 'app.js';

function run(source: string): FunctionRun {
  const modules = createModules(
    {
      read: (path) => (path === FILE ? { text: source } : undefined),
      kind: (path) => (path === FILE ? 'file' : path === '' ? 'folder' : undefined),
      list: () => [FILE],
    },
    { javascript: lowerJavaScript, python: lowerJavaScript, model: javascriptModule },
  );
  return runFunction(
    { language: 'javascript', entry: FILE, inline: null, exportPath: ['handler'], root: '', layers: [], environment: variable },
    modules,
  );
}

function variable(name: string): ReturnType<Parameters<typeof runFunction>[0]['environment']> {
  return name === 'LOCALSTACK'
    ? null
    : { kind: 'text', atoms: [{ kind: 'resource', id: name, attribute: null }], at: { source: TEMPLATE, start: 0, end: 0 } };
}

const TEMPLATE = new SourceFile('template.yaml', '');

/** The AWS calls of a source's `handler` in words, in order; uncertain ones end in `?`. Every variable of the environment is set but LOCALSTACK. */
export function calls(source: string): readonly string[] {
  return run(source).calls.map(inWords);
}

/** What may hide calls of a source's `handler`, in order. */
export function gaps(source: string): readonly string[] {
  return run(source).gaps.map((gap) => `${gap.code}: ${gap.because}`);
}

function inWords(call: RawCall): string {
  const { region, endpoint, credentials } = call.client;
  return [
    `${call.service} ${call.operation} ${show(call.input)}`,
    region === null ? '' : ` in ${show(region)}`,
    endpoint === null ? '' : ` at ${show(endpoint)}`,
    credentials === null ? '' : ` as ${principal(credentials)}`,
    call.how === null ? '' : ` (${call.how})`,
    call.must ? '' : '?',
  ].join('');
}

function principal(credentials: Abstract): string {
  return membersOf(credentials)
    .map((one) =>
      one.kind === 'model' && one.data?.type === 'credentials' ? (one.data.role === null ? 'self' : show(one.data.role)) : show(one),
    )
    .join(' | ');
}
