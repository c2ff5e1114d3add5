import { stringOf } from '../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../util/node.ts';
import { passedOnAttributes } from './attributes.ts';
import type { SamContext } from './context.ts';
import { resolveMappings } from './parameters.ts';
import { RESERVED_TAGS, createdByTags, tagList } from './tags.ts';
import { isGiven, mapOf, prop, propertiesOf } from './values.ts';

/** Expands an AWS::Serverless::Application to a nested stack. The Serverless Application Repository is not asked. */
export function expandApplication(context: SamContext, logicalId: string, resource: MapNode): void {
  const properties = propertiesOf(resource);
  const location = prop(properties, 'Location');
  const tags = mapOf(prop(properties, 'Tags'));
  for (const [key, { keyAt }] of tags?.entries ?? []) {
    if (RESERVED_TAGS.has(key)) context.fail(logicalId, `the tag ${key} is reserved`, keyAt);
  }
  if (location === undefined) context.fail(logicalId, 'Location must be set', resource.get('Type')?.at ?? resource.at);
  const published = mapOf(location);
  const application = published === undefined ? [] : applicationTags(context, logicalId, published);
  context.add(logicalId, {
    type: 'AWS::CloudFormation::Stack',
    properties: {
      TemplateURL: published === undefined ? (location ?? '') : (context.options.applicationTemplateUrl ?? ''),
      Parameters: prop(properties, 'Parameters'),
      NotificationARNs: prop(properties, 'NotificationARNs'),
      Tags: [...createdByTags('lambda:createdBy', undefined), ...application, ...(tags === undefined ? [] : tagList(tags))],
      TimeoutInMinutes: prop(properties, 'TimeoutInMinutes'),
    },
    attributes: { DependsOn: resource.get('DependsOn'), ...passedOnAttributes(resource) },
    origin: resource.at,
  });
}

/** Which application and version it is, as tags of the stack. */
function applicationTags(context: SamContext, logicalId: string, location: MapNode): Buildable[] {
  const id = applicationPart(context, logicalId, location, 'ApplicationId');
  const version = applicationPart(context, logicalId, location, 'SemanticVersion');
  const tags: Buildable[] = [];
  if (id !== undefined) tags.push({ Key: 'serverlessrepo:applicationId', Value: id });
  if (version !== undefined) tags.push({ Key: 'serverlessrepo:semanticVersion', Value: version });
  return tags;
}

function applicationPart(context: SamContext, logicalId: string, location: MapNode, name: string): Node | undefined {
  const written = prop(location, name);
  if (!isGiven(written)) {
    context.fail(logicalId, `Location needs ${name}`, location.at);
    return undefined;
  }
  const value = resolveMappings(context, written);
  if (value.kind === 'map')
    context.fail(logicalId, `Location.${name} can only be a text, a Ref of a parameter or Fn::FindInMap`, written.at);
  if (name === 'ApplicationId' && /\{\{resolve:ssm:[a-zA-Z0-9_.\-/]+(?::\d+)?\}\}/.test(stringOf(value) ?? '')) {
    context.fail(logicalId, 'Location.ApplicationId cannot be a dynamic reference', written.at);
  }
  return value;
}
