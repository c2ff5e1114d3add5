import type { App } from './app.ts';
import type { LambdaFunction } from './function.ts';
import { functionNamed } from './permission.ts';
import { property } from './template.ts';
import { trusts } from './trust.ts';
import { get, itemsOf } from './value.ts';

/**
 * Whether CloudFront runs a function (Lambda@Edge): a distribution of the app names it, or its role lets the service of the edge assume it.
 * Such a function runs as copies in the regions of the viewers: its logs and metrics are there, and there is no tracing, no reserved
 * concurrency and no alias. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-edge-function-restrictions.html
 */
export function runsAtEdge(app: App, fn: LambdaFunction): boolean {
  const role = app.roles.find(({ resource }) => resource.id === fn.roleId);
  if (role !== undefined && trusts(role, 'edgelambda.amazonaws.com') !== false) return true;
  return app.ofType('AWS::CloudFront::Distribution').some((distribution) => {
    const behaviors = [
      property(distribution, 'DistributionConfig.DefaultCacheBehavior'),
      ...itemsOf(property(distribution, 'DistributionConfig.CacheBehaviors')),
    ];
    return behaviors
      .flatMap((behavior) => itemsOf(get(behavior, 'LambdaFunctionAssociations')))
      .some((association) => functionNamed(app, get(association, 'LambdaFunctionARN')) === fn.id);
  });
}
