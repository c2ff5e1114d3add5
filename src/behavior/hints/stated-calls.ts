import { accessLevel, supportsResource } from '../../data/iam-actions.ts';
import type { App } from '../../model/app.ts';
import type { BehaviorCall, BehaviorUnknown, Grant, Target } from '../../model/behavior.ts';
import { isAbout, shownHint } from '../../model/hint.ts';
import type { Hint, StatedCall } from '../../model/hint.ts';
import type { HintLedger } from './ledger.ts';
import { isRefused, statedResource } from './stated-resource.ts';

/** What hints make of the gaps in what is known of a function. */
export interface Answered {
  /** Gaps that no hint answers. */
  readonly open: readonly BehaviorUnknown[];
  /** Calls that the owner states, in place of gaps or besides. */
  readonly calls: readonly BehaviorCall[];
}

/** Answers gaps by the calls that the owner states, and adds those that answer none. What the code shows by itself is left as it is. */
export function answerGaps(
  app: App,
  gaps: readonly BehaviorUnknown[],
  { ledger, shown }: { readonly ledger: HintLedger; readonly shown: readonly BehaviorCall[] },
): Answered {
  let open = gaps;
  const calls: BehaviorCall[] = [];
  for (const hint of ledger.hints) {
    const { says, about } = hint;
    if (says.kind !== 'calls') continue;
    const stated = says.calls.map((call) => statedCall(app, hint, call));
    const conflict = stated.find((one) => typeof one === 'string');
    if (conflict !== undefined) {
      ledger.refuse(hint, conflict);
      continue;
    }
    const made = stated as readonly BehaviorCall[];
    const left = about === null ? open : open.filter((gap) => !isAbout(about, { value: null, code: gap.code, at: gap.at }));
    const news = made.filter((call) => !isShown(call, shown));
    if (about === null ? news.length === 0 : left.length === open.length) continue;
    ledger.answer(hint);
    open = left;
    calls.push(...news);
  }
  return { open, calls };
}

/** Whether the code itself shows a call that needs the same. */
function isShown(call: BehaviorCall, shown: readonly BehaviorCall[]): boolean {
  const needs = (one: BehaviorCall): string[] =>
    one.principal === null ? one.grants.flatMap(({ action, targets }) => targets.map(({ arn }) => `${action} ${arn}`)) : [];
  const known = new Set(shown.flatMap(needs));
  return needs(call).every((need) => known.has(need));
}

/** A call as its owner states it; a sentence where IAM or the app does not know what it names. */
function statedCall(app: App, hint: Hint, { action, resources }: StatedCall): BehaviorCall | string {
  const [service = '', operation = ''] = action.split(':');
  if (accessLevel(service, operation) === undefined) return `IAM has no action ${action}`;
  const targets = resources.map((text) => targetStated(app, { hint, text, action }));
  const conflict = targets.find((one) => typeof one === 'string');
  if (conflict !== undefined) return conflict;
  const grant: Grant = { action, targets: targets as readonly Target[], certain: true, because: null, viaService: null };
  return { service, operation, principal: null, grants: [grant], at: hint.at, stack: [], must: false, how: `stated in ${shownHint(hint)}` };
}

function targetStated(app: App, { hint, text, action }: { hint: Hint; text: string; action: string }): Target | string {
  const stated = statedResource(app, text);
  if (isRefused(stated)) return stated.conflict;
  const [service = '', operation = ''] = action.split(':');
  const { resource, suffix } = stated;
  const arn = supportsResource(service, operation) === false ? '*' : stated.arn + (suffix === '' ? within(resource?.type, operation) : '');
  return { logicalId: resource?.id ?? null, arn, unknown: null, via: `stated in ${shownHint(hint)} -> ${text}`, bound: hint.at };
}

/** What an action is asked on, where that is in the resource: the objects of a bucket, the streams of a log group.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
function within(type: string | undefined, operation: string): string {
  if (type === 'AWS::S3::Bucket')
    return /Object(?!LockConfiguration)|^AbortMultipartUpload$|^ListMultipartUploadParts$/.test(operation) ? '/*' : '';
  return type === 'AWS::Logs::LogGroup' ? ':*' : '';
}

/** Notes which hints about modules were used, by the places where modules were loaded by them. */
export function noteModules(ledger: HintLedger, places: readonly BehaviorUnknown['at'][]): void {
  for (const hint of ledger.hints) {
    const { about, says } = hint;
    if (says.kind !== 'modules' || about === null) continue;
    for (const at of places) if (isAbout(about, { value: null, code: 'dynamic-import', at })) ledger.answer(hint);
  }
}

/** Modules that hints name for an import by a computed name at a place; null where none does. */
export function statedModules(ledger: HintLedger, at: BehaviorUnknown['at']): readonly string[] | null {
  for (const { about, says } of ledger.hints) {
    if (says.kind === 'modules' && about !== null && isAbout(about, { value: null, code: 'dynamic-import', at })) return says.modules;
  }
  return null;
}
