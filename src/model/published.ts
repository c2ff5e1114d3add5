import type { App } from './app.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { get, itemsOf, resourceNamed } from './value.ts';
import type { Value } from './value.ts';

/** What a version is of, at one time, and what an alias stands for; SAM makes up their logical ids. */
export function published(app: App, resource: Resource): Resource {
  const of = app.resource(resourceNamed(publishedAs(resource)));
  return of === undefined || of === resource ? resource : published(app, of);
}

function publishedAs(resource: Resource): Value | undefined {
  switch (resource.type) {
    case 'AWS::Lambda::Version':
      return property(resource, 'FunctionName');
    case 'AWS::StepFunctions::StateMachineVersion':
      return property(resource, 'StateMachineArn');
    case 'AWS::StepFunctions::StateMachineAlias': {
      const [route] = itemsOf(property(resource, 'RoutingConfiguration'));
      return property(resource, 'DeploymentPreference.StateMachineVersionArn') ?? get(route, 'StateMachineVersionArn');
    }
    default:
      return undefined;
  }
}
