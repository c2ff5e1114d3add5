import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { fail, pass } from '../../outcomes.ts';
import { observed, ofFollowed } from '../../followed.ts';
import type { Followed } from '../../followed.ts';
import { eventOf } from './event-content.ts';
import type { EventContent } from './event-content.ts';
import { fix } from './fix.ts';
import { isWritten } from './level.ts';
import { sensitivityOf } from './sensitive-flow.ts';

const check: Check = defineCheck({
  id: 'sensitive-data-logged',
  title: 'Code writes events, headers or secrets to the log',
  practices: [8],
  severity: 'medium',
  promise: 'heuristic',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/data-protection.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/security-dataprotection.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html',
    'https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    event: '{function} writes {what} to its log through {through}: {content}',
    secret: '{function} writes {what} to its log through {through}, where everybody who reads logs finds it',
  },
  remedy:
    'Log the few fields that an operator needs, by name (an order id, a status), and mask the log group with a data protection policy.',
  *run(app) {
    yield* ofFollowed(app, (followed) => judge(app, followed));
  },
  fix,
});
export default check;

function* judge(app: App, followed: Followed): Iterable<Outcome> {
  const found = [...findings(app, followed)];
  if (found.length === 0) yield pass(followed.fn.id);
  yield* found;
}

function* findings(app: App, { fn, behavior }: Followed): Iterable<Outcome> {
  const told = new Set<string>();
  for (const { what, through, at } of observed(behavior, 'log')) {
    const flow = sensitivityOf(what);
    const content = flow?.isWholeEvent === true ? eventOf(app, fn) : CREDENTIALS;
    const place = `${at.source.path}:${at.start}`;
    // A call that writes the event and one of its headers is one line to mend.
    if (flow === null || content === null || told.has(place) || !isWritten(through, fn, behavior)) continue;
    told.add(place);
    const severity = flow.isWholeEvent ? content.severity : flow.severity;
    const args = { function: fn.resource.logicalId, what: flow.words, through: calledAs(through), content: content.content };
    const message = flow.isSecret ? 'secret' : 'event';
    yield fail({ subject: fn.id, message, args, at, severity, data: { what: flow.words, through } });
  }
}

const CREDENTIALS: EventContent = { severity: 'medium', content: 'they carry what proves who calls' };

/** `logging.getLogger.info` is written `logger.info`. */
function calledAs(through: string): string {
  const last = through.slice(through.lastIndexOf('.') + 1);
  if (through.startsWith('console.') || !through.includes('.')) return through;
  return `the logger's ${last}`;
}
