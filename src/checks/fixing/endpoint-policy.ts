import { serviceEndpoint } from '../../data/vpc-endpoints.ts';
import type { App } from '../../model/app.ts';
import type { Authored } from '../../model/change.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { groupsOf } from '../../model/minimal-policy.ts';
import { needsOf } from '../../model/needs.ts';
import type { Resource } from '../../model/template.ts';
import { isUnknown, resourceNamed } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import { placementOf } from '../../model/vpc-reach.ts';
import { ref, sub } from './owner.ts';
import { authorGroup } from './policies/author-statement.ts';

/** A policy for an endpoint, and whether it is the least that its users need or only keeps strangers' credentials out. */
export interface EndpointPolicy {
  readonly document: Authored;
  readonly isLeast: boolean;
}

/**
 * What the functions behind an endpoint call, where they are all that is there and were read whole; else whatever identities of this
 * account may do. `holder`: the endpoint, or for a new one a resource that stands for it.
 */
export function endpointPolicy(
  app: App,
  holder: Resource,
  { vpc, service }: { readonly vpc: Resource | null; readonly service: string },
): EndpointPolicy {
  const least = vpc === null ? null : leastPolicy(app, holder, { vpc, service });
  return least === null
    ? { document: documentOf(ofThisAccount(app, service)), isLeast: false }
    : { document: documentOf(least), isLeast: true };
}

function documentOf(statements: readonly Authored[]): Authored {
  return { Version: '2012-10-17', Statement: statements };
}

/** Resources that run programs in a VPC beside functions, or that run there for others. */
const OTHER_USERS =
  /^AWS::(?:EC2::(?:Instance|LaunchTemplate|SpotFleet|VPCPeeringConnection|TransitGateway)|AutoScaling|ECS|EKS|Batch|CodeBuild|EMR|Glue|SageMaker|AppRunner|CloudFormation::Stack|Lambda::CapacityProvider)/;

/** Null: somebody else may be behind the endpoint, or it is not known what the functions call. */
function leastPolicy(app: App, holder: Resource, { vpc, service }: { vpc: Resource; service: string }): readonly Authored[] | null {
  if (app.opaque !== null || app.resources.some(({ type }) => OTHER_USERS.test(type))) return null;
  const inside = app.functions.filter((fn) => isInside(app, fn, vpc));
  const behaviors = inside.map((fn) => app.behaviorOf(fn));
  if (behaviors.some(({ analysed, complete }) => !analysed || !complete)) return null;
  // Whatever credentials a call is made with, it goes through the endpoint.
  const calls = behaviors.flatMap((behavior) => behavior.calls).map((call) => ({ ...call, principal: null }));
  const needs = needsOf({ calls: calls.filter((call) => serviceEndpoint(call.service)?.name === service), platform: [] });
  const own = needs.filter(({ viaService, reasons }) => viaService === null && reasons.some(({ because }) => because === null));
  if (own.length === 0) return null;
  const statements = groupsOf(own).map((group) => authorGroup({ app, holder, file: holder.at.source, spellings: [] }, group));
  if (statements.some((statement) => typeof statement === 'string')) return null;
  return (statements as { readonly [key: string]: Authored }[]).map(({ Effect, ...rest }) => ({
    Effect: Effect!,
    Principal: '*',
    ...rest,
  }));
}

/** Also where it cannot be told. */
function isInside(app: App, fn: LambdaFunction, vpc: Resource): boolean {
  if (fn.vpc === null) return false;
  const placement = placementOf(app, fn);
  if (placement === null || isUnknown(placement)) return true;
  return placement.subnets.some((subnet) => resourceNamed(subnet.vpc) === vpc.id);
}

function ofThisAccount(app: App, service: string): readonly Authored[] {
  if (service === 'execute-api') {
    // Whoever calls a private API may do so without credentials; the API is of this account.
    const own = sub('arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*');
    return [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: own }];
  }
  const account = {
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': ref('AWS::AccountId') } },
  };
  return service === 's3' && pullsImages(app) ? [account, IMAGE_LAYERS] : [account];
}

/** The layers of images come from a bucket of ECR's. https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html */
const IMAGE_LAYERS: Authored = {
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: sub('arn:${AWS::Partition}:s3:::prod-${AWS::Region}-starport-layer-bucket/*'),
};

function pullsImages(app: App): boolean {
  return app.resources.some(({ type }) => /^AWS::(?:ECS|ECR|EKS|Batch)::/.test(type)) || app.network.endpoints.some(isOfRegistry);
}

function isOfRegistry({ service }: App['network']['endpoints'][number]): boolean {
  return typeof service === 'string' && service.startsWith('ecr.');
}

/** The VPC of the app that a value names, if it does. */
export function vpcOf(app: App, value: Value | undefined): Resource | null {
  const named = app.resource(resourceNamed(value));
  return named?.type === 'AWS::EC2::VPC' ? named : null;
}
