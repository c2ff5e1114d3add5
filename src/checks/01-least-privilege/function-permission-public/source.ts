import type { App } from '../../../model/app.ts';
import type { Authored } from '../../../model/change.ts';
import type { Permission } from '../../../model/permission.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { resourceNamed, resourcesIn } from '../../../model/value.ts';
import { getAtt, ref, sub } from '../../fixing/owner.ts';

/** What invokes a function by a permission. */
export interface Source {
  readonly words: string;
  /** Its ARN; undefined where naming it would make a circle, and the account is named instead. */
  readonly arn: Authored | undefined;
}

/** Types of the resources that make a service invoke a function, and how their ARN, or that of what they lead to, is written. */
const TYPES: Readonly<Record<string, readonly { readonly type: string; readonly through?: string; readonly isRef?: boolean }[]>> = {
  s3: [{ type: 'AWS::S3::Bucket' }],
  events: [{ type: 'AWS::Events::Rule' }],
  sns: [
    { type: 'AWS::SNS::Topic', isRef: true },
    { type: 'AWS::SNS::Subscription', through: 'TopicArn', isRef: true },
  ],
  logs: [{ type: 'AWS::Logs::SubscriptionFilter', through: 'LogGroupName' }],
  iot: [{ type: 'AWS::IoT::TopicRule' }, { type: 'AWS::IoT::Authorizer' }],
  'cognito-idp': [{ type: 'AWS::Cognito::UserPool' }],
  elasticloadbalancing: [{ type: 'AWS::ElasticLoadBalancingV2::TargetGroup' }],
};

/** The app's own resources of a service that invoke the function of a permission. */
export function sourcesOf(app: App, permission: Permission, service: string): Source[] {
  if (service === 'apigateway') return apisOf(app, permission);
  const found = (TYPES[service] ?? []).flatMap(({ type, through, isRef }) =>
    app.ofType(type).flatMap((resource) => {
      if (!isWithin(permission, resource)) return [];
      const source = through === undefined ? resource : app.resource(resourceNamed(property(resource, through)));
      return source === undefined || !standsBeside(permission, source) ? [] : [{ source, isRef: isRef === true }];
    }),
  );
  const unique = [...new Map(found.map((one) => [one.source.id, one])).values()];
  return unique.map(({ source, isRef }) => ({ words: source.logicalId, arn: arnOf(permission, source, isRef) }));
}

function isWithin(permission: Permission, resource: Resource): boolean {
  return permission.functionId !== null && resourcesIn(resource.properties).has(permission.functionId);
}

/** References reach no further than the template. */
function standsBeside({ resource }: Permission, source: Resource): boolean {
  return source.at.source === resource.at.source && source.owner === null;
}

function arnOf({ resource }: Permission, source: Resource, isRef: boolean): Authored | undefined {
  // A bucket that notifies, and a target group with its target, is made after the permission.
  if (['AWS::S3::Bucket', 'AWS::ElasticLoadBalancingV2::TargetGroup'].includes(source.type)) return undefined;
  const waits = source.attributes.get('DependsOn');
  const isCircle = waits !== undefined && JSON.stringify(textsOf(waits)).includes(`"${resource.logicalId}"`);
  if (isCircle) return undefined;
  return isRef ? ref(source.logicalId) : getAtt(source.logicalId, 'Arn');
}

function textsOf(value: NonNullable<ReturnType<Resource['attributes']['get']>>): unknown[] {
  if (value.kind === 'list') return value.items.flatMap(textsOf);
  return value.kind === 'scalar' ? [value.value] : [];
}

function apisOf(app: App, permission: Permission): Source[] {
  const apis = app.apis.filter((api) => {
    const isRun = api.routes.some((route) => route.integration.functionId === permission.functionId && permission.functionId !== null);
    return isRun || api.authorizers.some(({ functionId }) => functionId !== null && functionId === permission.functionId);
  });
  return apis.map((api) => {
    const id = api.resource.logicalId;
    const isNamed = api.external === null && api.resource.at.source === permission.resource.at.source;
    return {
      words: isNamed ? id : api.id,
      arn: isNamed ? sub(`arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${id}}/*`) : undefined,
    };
  });
}

const ANY: Readonly<Record<string, string>> = {
  events: 'events:${AWS::Region}:${AWS::AccountId}:rule/*',
  sns: 'sns:${AWS::Region}:${AWS::AccountId}:*',
  apigateway: 'execute-api:${AWS::Region}:${AWS::AccountId}:*',
  logs: 'logs:${AWS::Region}:${AWS::AccountId}:log-group:*',
  iot: 'iot:${AWS::Region}:${AWS::AccountId}:*',
  'cognito-idp': 'cognito-idp:${AWS::Region}:${AWS::AccountId}:userpool/*',
  elasticloadbalancing: 'elasticloadbalancing:${AWS::Region}:${AWS::AccountId}:targetgroup/*',
};

/** Every resource of a service in the owner's account, by a pattern of ARNs; undefined for services that send the account itself. */
export function anyOfService(service: string): Authored | undefined {
  const pattern = ANY[service];
  return pattern === undefined ? undefined : sub(`arn:\${AWS::Partition}:${pattern}`);
}

/** The owner's account. */
export function ownerOnly(): Authored {
  return ref('AWS::AccountId');
}
