import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import { policiesGuarding } from '../../model/resource-policy.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText, itemsOf, resourceNamed, show } from '../../model/value.ts';
import { writtenTree } from '../../model/written.ts';
import { at } from '../../util/node.ts';
import { keptForBoth } from '../../util/kept.ts';
import type { SourceFile } from '../../util/span.ts';
import { customerKey } from './customer-key.ts';
import { freeId, getAtt, newResourceIn, ref, writtenOf, writtenProperty } from './owner.ts';
import { newPolicy, plainHttpDenied, policyIdOf } from './tls.ts';
import { toldTopics } from './told-topics.ts';

/** Whom alarms tell, and what must change so that they can. */
export interface AlarmTopic {
  /** An item of `AlarmActions`, or the `Arn` of a rule's target. */
  readonly arn: Authored;
  /** Of a topic that this file declares; null for one elsewhere. */
  readonly logicalId: string | null;
  /** None when the topic is there already. */
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

/**
 * Whom alarms of a file tell: the topic that the config names, else the one that the file's alarms tell already, else one that is there
 * for it, else a new one. The same for everybody who asks, so several fixes make it once.
 */
export const alarmTopic: (app: App, file: SourceFile) => AlarmTopic = keptForBoth((app: App, file: SourceFile): AlarmTopic => {
  if (app.config.alarms.topic !== null) return byParameter(app, file, app.config.alarms.topic);
  const told = toldTopics(file);
  const reference = told.find((one) => typeof one !== 'string') ?? topicFor(app, file);
  if (reference !== undefined) return { arn: reference, logicalId: idIn(file, reference), changes: [], todo: [] };
  const literal = told.find((one) => typeof one === 'string');
  return literal === undefined ? newTopic(app, file) : byParameter(app, file, literal);
});

/** Lets a rule publish to a topic of the file; nothing to do, and a todo, where the topic is elsewhere. */
export function letRulePublish(app: App, file: SourceFile, topic: AlarmTopic, rule: string): Pick<AlarmTopic, 'changes' | 'todo'> {
  if (topic.logicalId === null) return { changes: [], todo: [`Let events.amazonaws.com publish to the topic of ${rule}`] };
  const statement: Authored = {
    Sid: `Rule${rule}`,
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: ref(topic.logicalId),
    Condition: { ArnEquals: { 'aws:SourceArn': getAtt(rule, 'Arn') } },
  };
  const isNew = topic.changes.length > 0;
  const policy = isNew ? policyIdOf(topic.logicalId) : policyOf(app, file, topic.logicalId);
  const key = needsKey(app) && isNew ? customerKey(app, file, 'events').changes : [];
  if (policy !== undefined) {
    const path = ['Resources', policy, 'Properties', 'PolicyDocument', 'Statement'];
    return { changes: [...key, { kind: 'append', file, path, items: [statement] }], todo: [] };
  }
  const statements = [alarmsMayPublish(topic.logicalId), statement, plainHttpDenied('AWS::SNS::Topic', ref(topic.logicalId))];
  const made = newPolicy('AWS::SNS::Topic', topic.logicalId, { condition: {}, statements });
  return { changes: [newResourceIn(file, freeId(app, file, policyIdOf(topic.logicalId)), made)], todo: [] };
}

/** A topic that nobody tells yet, but that is there for alarms, as its name says, and that CloudWatch may publish to. */
function topicFor(app: App, file: SourceFile): Authored | undefined {
  const topics = app.ofType('AWS::SNS::Topic').filter((topic) => topic.at.source === file && /alarm|alert/i.test(topic.logicalId));
  const usable = topics.find((topic) => writtenOf(topic)?.node.has('Condition') === false && takesAlarms(app, topic));
  return usable && ref(usable.logicalId);
}

/** The default policy lets alarms of the account publish; AWS's own key does not (SNS developer guide, key management). */
function takesAlarms(app: App, topic: Resource): boolean {
  if (show(property(topic, 'KmsMasterKeyId')).includes('alias/aws/sns')) return false;
  const { policies, unknown } = policiesGuarding(app, topic);
  const allows = policies.some(({ document }) =>
    document.statements.some(
      ({ effect, principals }) => effect === 'Allow' && principals.some(({ value }) => show(value).startsWith('cloudwatch.')),
    ),
  );
  return unknown === null && (policies.length === 0 || allows);
}

/** A topic elsewhere comes as a parameter that has its ARN as default. */
function byParameter(app: App, file: SourceFile, arn: string): AlarmTopic {
  const known = app.parameters.find((parameter) => parameter.at.source === file && exactText(parameter.default) === arn);
  if (known !== undefined) return { arn: ref(known.name), logicalId: null, changes: [], todo: [] };
  const id = freeId(app, file, 'AlarmTopicArn');
  const body = { Type: 'String', Description: 'Topic that alarms notify', Default: arn };
  return { arn: ref(id), logicalId: null, changes: [{ kind: 'set', file, path: ['Parameters', id], value: body }], todo: [] };
}

function newTopic(app: App, file: SourceFile): AlarmTopic {
  const id = freeId(app, file, 'AlarmTopic');
  const key = needsKey(app) ? customerKey(app, file, 'cloudwatch') : null;
  const topic = key === null ? { Type: 'AWS::SNS::Topic' } : { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: key.arn } };
  const statements = [alarmsMayPublish(id), plainHttpDenied('AWS::SNS::Topic', ref(id))];
  const policy = newPolicy('AWS::SNS::Topic', id, { condition: {}, statements });
  return {
    arn: ref(id),
    logicalId: id,
    changes: [...(key?.changes ?? []), newResourceIn(file, id, topic), newResourceIn(file, policyIdOf(id), policy)],
    todo: [`Subscribe whoever is on call to ${id}`],
  };
}

function needsKey(app: App): boolean {
  return app.config.storage.encryption === 'customer-key';
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
function alarmsMayPublish(topic: string): Authored {
  return {
    Sid: 'Alarms',
    Effect: 'Allow',
    Principal: { Service: 'cloudwatch.amazonaws.com' },
    Action: 'sns:Publish',
    Resource: ref(topic),
    Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
  };
}

function idIn(file: SourceFile, reference: Authored): string | null {
  const id = (reference as { readonly Ref?: unknown }).Ref;
  return typeof id === 'string' && at(writtenTree(file) ?? undefined, 'Resources', id) !== undefined ? id : null;
}

/** The topic's own policy in the file; undefined when it has none whose statements are a list. */
function policyOf(app: App, file: SourceFile, topic: string): string | undefined {
  const ids = app.ofType('AWS::SNS::TopicPolicy').filter((policy) => {
    const topics = itemsOf(property(policy, 'Topics'));
    const isItsOwn = topics.length === 1 && app.resource(resourceNamed(topics[0]))?.logicalId === topic;
    return policy.at.source === file && isItsOwn;
  });
  const written = ids[0] && writtenOf(ids[0]);
  return written && writtenProperty(written, 'PolicyDocument.Statement')?.kind === 'list' ? written.logicalId : undefined;
}
