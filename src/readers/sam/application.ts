import { stringOf } from '../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../util/node.ts';
import type { Span } from '../../util/span.ts';
import { passedOnAttributes } from './attributes.ts';
import type { SamContext } from './context.ts';
import { resolveMappings } from './parameters.ts';
import { RESERVED_TAGS, createdByTags, tagList } from './tags.ts';
import { isGiven, mapOf, prop, propertiesOf } from './values.ts';

/** Expands an AWS::Serverless::Application to a nested stack. */
export function expandApplication(context: SamContext, logicalId: string, resource: MapNode): void {
  const properties = propertiesOf(resource);
  const location = prop(properties, 'Location');
  const tags = mapOf(prop(properties, 'Tags'));
  for (const [key, { keyAt }] of tags?.entries ?? []) {
    if (RESERVED_TAGS.has(key)) context.fail(logicalId, `the tag ${key} is reserved`, keyAt);
  }
  if (location === undefined) context.fail(logicalId, 'Location must be set', resource.get('Type')?.at ?? resource.at);
  const published = location?.kind === 'map' ? readApplication(context, logicalId, location) : undefined;
  context.add(logicalId, {
    type: 'AWS::CloudFormation::Stack',
    properties: {
      TemplateURL: published === undefined ? (location ?? '') : templateUrl(context, logicalId, published),
      Parameters: prop(properties, 'Parameters'),
      NotificationARNs: prop(properties, 'NotificationARNs'),
      Tags: [...createdByTags('lambda:createdBy', undefined), ...applicationTags(published), ...(tags === undefined ? [] : tagList(tags))],
      TimeoutInMinutes: prop(properties, 'TimeoutInMinutes'),
    },
    attributes: { DependsOn: resource.get('DependsOn'), ...passedOnAttributes(resource) },
    origin: resource.at,
  });
}

/** A version of an application in the Serverless Application Repository. */
interface PublishedApplication {
  readonly id: Node | undefined;
  readonly version: Node | undefined;
  readonly at: Span;
}

function readApplication(context: SamContext, logicalId: string, location: MapNode): PublishedApplication {
  const part = (name: string): Node | undefined => {
    const written = prop(location, name);
    if (!isGiven(written)) {
      context.fail(logicalId, `Location needs ${name}`, location.at);
      return undefined;
    }
    const value = resolveMappings(context, written);
    if (value.kind !== 'map') return value;
    context.fail(logicalId, `Location.${name} can only be a text, a Ref of a parameter or Fn::FindInMap`, written.at);
    return value;
  };
  return { id: part('ApplicationId'), version: part('SemanticVersion'), at: location.at };
}

function templateUrl(context: SamContext, logicalId: string, { id, version, at }: PublishedApplication): string {
  const [idText, versionText] = [stringOf(id), version?.kind === 'scalar' ? String(version.value) : undefined];
  if (idText === undefined || versionText === undefined) return '';
  if (/\{\{resolve:ssm:[a-zA-Z0-9_.\-/]+(?::\d+)?\}\}/.test(idText)) {
    context.fail(logicalId, 'Location.ApplicationId cannot be a dynamic reference', at);
    return '';
  }
  if (context.options.applicationTemplateUrl === undefined) return '';
  const url = context.options.applicationTemplateUrl(idText, versionText);
  if (url === undefined) context.fail(logicalId, `the application ${idText} ${versionText} cannot be accessed`, at);
  return url ?? '';
}

/** Which application and version it is, as tags of the stack. */
function applicationTags(published: PublishedApplication | undefined): Buildable[] {
  const tags: Buildable[] = [];
  if (published?.id !== undefined) tags.push({ Key: 'serverlessrepo:applicationId', Value: published.id });
  if (published?.version !== undefined) tags.push({ Key: 'serverlessrepo:semanticVersion', Value: published.version });
  return tags;
}
