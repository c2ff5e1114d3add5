import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { functionNamed } from './permission.ts';
import type { Trigger } from './trigger.ts';
import { entriesOf, exactText, flag, get, itemsOf, resourceNamed, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** A Lambda function, joined with what the template says about it. */
export interface LambdaFunction {
  readonly id: string;
  readonly resource: Resource;
  readonly runtime: Value | undefined;
  readonly handler: Value | undefined;
  /** `Zip` or `Image`. */
  readonly packageType: 'Zip' | 'Image' | Unknown;
  readonly environment: readonly EnvironmentVariable[];
  /** Why the environment cannot be read, if it cannot. */
  readonly environmentUnknown: Unknown | null;
  readonly kmsKey: Value | undefined;
  readonly role: Value | undefined;
  /** Id of the role when it is a resource of the app. */
  readonly roleId: string | null;
  readonly vpc: { readonly subnets: Value | undefined; readonly securityGroups: Value | undefined; readonly at: Span } | Unknown | null;
  readonly layers: readonly Value[];
  readonly tracing: Value | undefined;
  readonly reservedConcurrency: Value | undefined;
  readonly timeoutSeconds: Value | undefined;
  readonly memoryMegabytes: Value | undefined;
  readonly triggers: readonly Trigger[];
  readonly aliases: readonly Resource[];
  readonly versions: readonly Resource[];
  readonly urls: readonly Resource[];
  readonly at: Span;
}

/** One environment variable as declared. */
export interface EnvironmentVariable {
  /** `<function>.<NAME>`, the subject of findings. */
  readonly subject: string;
  readonly name: string;
  readonly value: Value;
  readonly nameAt: Span;
}

/** Every function of the app. */
export function functionsOf(app: App): LambdaFunction[] {
  return app.ofType('AWS::Lambda::Function').map((resource): LambdaFunction => {
    const environment = property(resource, 'Environment.Variables');
    return {
      id: resource.id,
      resource,
      runtime: property(resource, 'Runtime'),
      handler: property(resource, 'Handler'),
      packageType: packageTypeOf(resource),
      environment: entriesOf(environment).map(({ key, keyAt, value }) => ({
        subject: `${resource.id}.${key}`,
        name: key,
        value,
        nameAt: keyAt,
      })),
      environmentUnknown: unreadableMap(environment),
      kmsKey: property(resource, 'KmsKeyArn'),
      role: property(resource, 'Role'),
      roleId: roleIdOf(app, property(resource, 'Role')),
      vpc: vpcOf(resource),
      layers: itemsOf(property(resource, 'Layers')),
      tracing: property(resource, 'TracingConfig.Mode'),
      reservedConcurrency: property(resource, 'ReservedConcurrentExecutions'),
      timeoutSeconds: property(resource, 'Timeout'),
      memoryMegabytes: property(resource, 'MemorySize'),
      triggers: app.triggers.filter((trigger) => trigger.functionId === resource.id),
      aliases: pointingAt(app, 'AWS::Lambda::Alias', 'FunctionName', resource),
      versions: pointingAt(app, 'AWS::Lambda::Version', 'FunctionName', resource),
      urls: pointingAt(app, 'AWS::Lambda::Url', 'TargetFunctionArn', resource),
      at: resource.at,
    };
  });
}

/** What another stack or a parameter brings whole is a text here, and no map. */
function unreadableMap(value: Value | undefined): Unknown | null {
  if (value?.kind === 'unknown') return value;
  return value?.kind === 'text' ? unknown(`the variables are ${show(value)}, known only at deployment`, value.at) : null;
}

function packageTypeOf(resource: Resource): 'Zip' | 'Image' | Unknown {
  const value = property(resource, 'PackageType');
  if (value?.kind === 'unknown') return value;
  return exactText(value) === 'Image' || property(resource, 'Code.ImageUri') !== undefined ? 'Image' : 'Zip';
}

function roleIdOf(app: App, role: Value | undefined): string | null {
  const named = resourceNamed(role);
  if (named !== undefined) return app.resource(named)?.type === 'AWS::IAM::Role' ? named : null;
  const name = /:role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(exactText(role) ?? '')?.[1];
  if (name === undefined) return null;
  return app.ofType('AWS::IAM::Role').find((candidate) => exactText(property(candidate, 'RoleName')) === name)?.id ?? null;
}

function vpcOf(resource: Resource): LambdaFunction['vpc'] {
  const config = property(resource, 'VpcConfig');
  if (config === undefined) return null;
  if (config.kind === 'unknown') return config;
  const subnets = get(config, 'SubnetIds');
  // An empty list takes the function out of its VPC (Lambda API reference, VpcConfig).
  if (subnets === undefined || (subnets.kind === 'list' && subnets.items.length === 0)) return null;
  return { subnets, securityGroups: get(config, 'SecurityGroupIds'), at: config.at };
}

function pointingAt(app: App, type: string, key: string, target: Resource): Resource[] {
  return app.ofType(type).filter((candidate) => functionNamed(app, property(candidate, key)) === target.id);
}

/** Whether anybody outside the account's own code can make the function run: through an API route, a URL or a public permission. */
export function isReachableByStrangers(app: App, fn: LambdaFunction): boolean {
  return fn.urls.length > 0 || app.routes.some((route) => route.integration.functionId === fn.id);
}

/** Whether active tracing is on, off, or unknown. */
export function isTraced(fn: LambdaFunction): boolean | Unknown {
  if (fn.tracing === undefined) return false;
  const mode = exactText(fn.tracing);
  return mode === undefined ? flag(fn.tracing, false) : mode === 'Active';
}
