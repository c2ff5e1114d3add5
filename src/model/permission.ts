import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, resourceNamed } from './value.ts';
import type { Value } from './value.ts';

/** `AWS::Lambda::Permission`: one statement of a function's resource policy. */
export interface Permission {
  readonly resource: Resource;
  /** Id of the app's function it opens, when it is one of the app. */
  readonly functionId: string | null;
  readonly functionName: Value | undefined;
  readonly action: Value | undefined;
  readonly principal: Value | undefined;
  readonly sourceArn: Value | undefined;
  readonly sourceAccount: Value | undefined;
  readonly principalOrgId: Value | undefined;
  readonly functionUrlAuthType: Value | undefined;
  readonly eventSourceToken: Value | undefined;
  readonly invokedViaFunctionUrl: Value | undefined;
  readonly at: Span;
}

/** Every Lambda permission of the app. */
export function permissionsOf(app: App): Permission[] {
  return app.ofType('AWS::Lambda::Permission').map((resource) => ({
    resource,
    functionId: functionNamed(app, property(resource, 'FunctionName')),
    functionName: property(resource, 'FunctionName'),
    action: property(resource, 'Action'),
    principal: property(resource, 'Principal'),
    sourceArn: property(resource, 'SourceArn'),
    sourceAccount: property(resource, 'SourceAccount'),
    principalOrgId: property(resource, 'PrincipalOrgID'),
    functionUrlAuthType: property(resource, 'FunctionUrlAuthType'),
    eventSourceToken: property(resource, 'EventSourceToken'),
    invokedViaFunctionUrl: property(resource, 'InvokedViaFunctionUrl'),
    at: resource.at,
  }));
}

/** The function of the app that a value names: by reference (function, alias or version) or by its exact name or ARN. */
export function functionNamed(app: App, value: Value | undefined): string | null {
  const id = resourceNamed(value);
  const resource = app.resource(id);
  if (resource !== undefined) {
    if (resource.type === 'AWS::Lambda::Function') return resource.id;
    if (resource.type === 'AWS::Lambda::Alias' || resource.type === 'AWS::Lambda::Version') {
      return functionNamed(app, property(resource, 'FunctionName'));
    }
    return null;
  }
  const text = exactText(value);
  if (text === undefined) return null;
  const name = /:function:([^:]+)/.exec(text)?.[1] ?? text.split(':')[0];
  return app.ofType('AWS::Lambda::Function').find((candidate) => exactText(property(candidate, 'FunctionName')) === name)?.id ?? null;
}
