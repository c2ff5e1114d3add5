import type { App } from '../app.ts';
import { rulesOf } from '../event-rule.ts';
import { policyText } from '../policy-text.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { get, isUnknown } from '../value.ts';
import type { Value } from '../value.ts';
import { deliveryNeeds } from './delivery.ts';
import { operationNeeds } from './operation-needs.ts';
import { inputOf, writtenMembers } from './request-template.ts';
import { known, notKnown, together } from './use.ts';
import type { RoleUse, UseNeeds } from './use.ts';

/** Roles of the targets of EventBridge rules. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html */
export function ruleUses(app: App): RoleUse[] {
  return rulesOf(app).flatMap(({ resource, targets }) =>
    targets.flatMap((target): RoleUse[] => {
      const role = get(target, 'RoleArn');
      const destination = get(target, 'Arn');
      if (role === undefined) return [];
      const because = `the rule ${resource.id}`;
      const needs =
        destination === undefined
          ? notKnown(`${because} names no target`, target.at)
          : deliveryNeeds(app, destination, { by: 'rule', because });
      return [{ user: resource.id, role, ...needs }];
    }),
  );
}

/** Roles of schedules. https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html#setting-up-execution-role */
export function scheduleUses(app: App): RoleUse[] {
  return app.ofType('AWS::Scheduler::Schedule').map((schedule) => {
    const target = property(schedule, 'Target');
    const because = `the schedule ${schedule.id}`;
    const deadLetters = get(target, 'DeadLetterConfig.Arn');
    const needs = together([
      scheduledNeeds(app, schedule, because),
      ...(deadLetters === undefined ? [] : [deliveryNeeds(app, deadLetters, { by: 'schedule', because: `${because}, dead-letter queue` })]),
    ]);
    return { user: schedule.id, role: get(target, 'RoleArn'), ...needs };
  });
}

function scheduledNeeds(app: App, schedule: Resource, because: string): UseNeeds {
  const target = property(schedule, 'Target');
  const destination = get(target, 'Arn');
  if (destination === undefined) return notKnown(`${because} names no target`, schedule.at);
  const text = policyText(app, destination);
  const [, service, api] = isUnknown(text) ? [] : (/^arn:[^:]*:scheduler:[^:]*:[^:]*:aws-sdk:([\w-]+):(\w+)$/.exec(text) ?? []);
  if (service === undefined || api === undefined) return deliveryNeeds(app, destination, { by: 'schedule', because });
  return sdkNeeds(app, { service, api, input: get(target, 'Input'), because, at: destination });
}

/** A universal target, which calls an operation of any service. https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html */
function sdkNeeds(app: App, called: { service: string; api: string; input: Value | undefined; because: string; at: Value }): UseNeeds {
  const { service, api, because, at: destination } = called;
  const members = called.input === undefined ? new Map<string, string | null>() : writtenMembers(app, called.input);
  if (isUnknown(members)) return { grants: [], blocked: members };
  const { at } = destination;
  const grants = operationNeeds(app, { service, api, input: inputOf(members, at), from: 'the input of the schedule', because, at });
  return grants === null ? notKnown(`${because}: what ${service}:${api} needs is not known`, at) : known(grants);
}
