import type { App } from '../../../model/app.ts';
import type { LoggedData } from '../../../model/behavior.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { isReachableByStrangers } from '../../../model/function.ts';
import { observed, ofFollowed } from '../../followed.ts';
import type { Followed } from '../../followed.ts';
import { fail, pass } from '../../outcomes.ts';
import { broughtRunners } from './brought.ts';
import { unusedBuiltins } from './unused-builtins.ts';

const check: Check = defineCheck({
  id: 'dangerous-builtin',
  title: 'A function can start programs or make code that its purpose does not need',
  practices: [2],
  severity: 'medium',
  promise: 'heuristic',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/lambda-security.html',
    'https://nodejs.org/api/child_process.html#child_processexeccommand-options-callback',
    'https://docs.python.org/3/library/subprocess.html#security-considerations',
    'https://docs.python.org/3/library/pickle.html',
    'https://cwe.mitre.org/data/definitions/94.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    runsData: '{function} runs data: {data} reaches {through}, so that whoever sends it decides what the function does',
    unused: '{function} loads {module} and never uses it; whoever gets code to run there finds it at hand',
    brought: '{function} starts no programs, and {package}, which {by} brings, can',
  },
  remedy:
    'Pass data as arguments (execFile, subprocess.run with a list, JSON) and never as code or a command; remove imports and packages that are not needed.',
  *run(app) {
    yield* ofFollowed(app, (followed) => judge(app, followed));
  },
});
export default check;

function* judge(app: App, { fn, behavior }: Followed): Iterable<Outcome> {
  const shipped = app.packageOf(fn);
  const ran = observed(behavior, 'runs-data').filter(({ what }) => what.from === 'event');
  const name = fn.resource.logicalId;
  for (const { through, what, at } of ran) {
    const severity = isReachableByStrangers(app, fn) ? 'high' : 'medium';
    yield fail({
      subject: fn.id,
      message: 'runsData',
      args: { function: name, through, data: shown(what) },
      at,
      severity,
      data: { through },
    });
  }
  const unused = shipped === null ? [] : unusedBuiltins(shipped);
  for (const { name: module, at } of unused) {
    yield fail({ subject: fn.id, message: 'unused', args: { function: name, module }, at, severity: 'low', data: { module } });
  }
  const brought = shipped === null ? [] : broughtRunners(shipped);
  for (const { name: runner, by, at } of brought) {
    const args = { function: name, package: runner, by };
    yield fail({ subject: fn.id, message: 'brought', args, at, severity: 'low', data: { package: runner } });
  }
  if (ran.length + unused.length + brought.length === 0) yield pass(fn.id);
}

function shown(what: LoggedData): string {
  return what.from === 'event' ? ['event', ...what.path].join('.').replaceAll('.[]', '[]') : what.from;
}
