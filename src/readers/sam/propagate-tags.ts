import { ListNode } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import type { SamContext } from './context.ts';
import { tagList } from './tags.ts';
import { isGiven, mapOf, propertiesOf } from './values.ts';

/** Types of generated resources that take tags as a list, and those that take them as a map. */
const TAG_LISTS: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::IAM::Role',
  'AWS::IoT::TopicRule',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
]);
const TAG_MAPS: ReadonlySet<string> = new Set(['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::DomainName']);

/**
 * With `PropagateTags`, gives the resource's tags to everything generated for it (`context.generated`), in place of the
 * tags these had. Source: AWS SAM developer guide, PropagateTags.
 */
export function propagateTags(context: SamContext, tags: Node | undefined, propagate: Node | undefined): void {
  const owned = mapOf(tags);
  if (owned === undefined || !isGiven(owned) || !isGiven(propagate)) return;
  for (const { logicalId, type } of context.generated) {
    const properties = propertiesOf(mapOf(context.resources.get(logicalId)) ?? owned);
    if (TAG_LISTS.has(type)) properties?.set('Tags', new ListNode(owned.at, tagList(owned)));
    else if (TAG_MAPS.has(type)) properties?.set('Tags', owned);
  }
}
