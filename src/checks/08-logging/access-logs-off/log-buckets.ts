import type { App } from '../../../model/app.ts';
import { property } from '../../../model/template.ts';
import { exactText, get, itemsOf, resourcesIn } from '../../../model/value.ts';

/** Ids of the buckets where other buckets, distributions, load balancers and trails write their logs. */
export function logBuckets(app: App): ReadonlySet<string> {
  const attributes = app
    .ofType('AWS::ElasticLoadBalancingV2::LoadBalancer')
    .flatMap((balancer) => itemsOf(property(balancer, 'LoadBalancerAttributes')));
  const places = [
    ...app.ofType('AWS::S3::Bucket').map((bucket) => property(bucket, 'LoggingConfiguration.DestinationBucketName')),
    ...app.ofType('AWS::CloudFront::Distribution').map((one) => property(one, 'DistributionConfig.Logging.Bucket')),
    ...attributes.filter((item) => exactText(get(item, 'Key')) === 'access_logs.s3.bucket').map((item) => get(item, 'Value')),
    ...app.trails.map((trail) => trail.bucket),
  ];
  return new Set(places.flatMap((place) => [...resourcesIn(place)]));
}
