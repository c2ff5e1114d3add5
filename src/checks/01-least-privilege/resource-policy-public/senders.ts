import type { App } from '../../../model/app.ts';
import type { Authored } from '../../../model/change.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import { property } from '../../../model/template.ts';
import { itemsOf, resourceNamed, resourcesIn } from '../../../model/value.ts';
import { getAtt, ref } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';

/** A service that sends to a queue or topic, for a resource of the app. */
export interface Sender {
  readonly service: string;
  readonly condition: Authored;
  /** The resource of the app that it sends for. */
  readonly from: string;
}

/** Topics, rules and buckets of the policy's file that send to what it guards. */
export function sendersTo(app: App, policy: ResourcePolicy, written: Written): Sender[] {
  if (policy.service !== 'sqs' && policy.service !== 'sns') return [];
  const isGuarded = (id: string): boolean => policy.guards.includes(id);
  const senders: Sender[] = [];
  for (const resource of app.resources) {
    if (resource.at.source !== written.file || ![...resourcesIn(resource.properties)].some(isGuarded)) continue;
    if (resource.type === 'AWS::SNS::Subscription') {
      const topic = app.resource(resourceNamed(property(resource, 'TopicArn')));
      if (topic?.type === 'AWS::SNS::Topic' && topic.at.source === written.file) senders.push(topicSender(topic.logicalId));
    }
    if (resource.type === 'AWS::SNS::Topic' && itemsOf(property(resource, 'Subscription')).length > 0)
      senders.push(topicSender(resource.logicalId));
    if (resource.type === 'AWS::Events::Rule')
      senders.push(ofArn('events.amazonaws.com', getAtt(resource.logicalId, 'Arn'), resource.logicalId));
    if (resource.type === 'AWS::S3::Bucket') senders.push(bucketSender(resource.logicalId));
  }
  return [...new Map(senders.map((sender) => [sender.from, sender])).values()];
}

function topicSender(logicalId: string): Sender {
  return ofArn('sns.amazonaws.com', ref(logicalId), logicalId);
}

function ofArn(service: string, arn: Authored, from: string): Sender {
  return { service, condition: { ArnEquals: { 'aws:SourceArn': arn } }, from };
}

/** The bucket waits for the policy to be there, so the policy cannot name it. https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
function bucketSender(from: string): Sender {
  return { service: 's3.amazonaws.com', condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } }, from };
}
