import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { Fix, NoFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, get, itemsOf } from '../../../model/value.ts';
import { capabilityTask } from '../../fixing/capability.ts';
import { logBucket } from '../../fixing/log-bucket.ts';
import { dependsOn, isPlainMap } from '../../fixing/logs.ts';
import {
  conditionOf,
  freeId,
  getAtt,
  newResource,
  noFix,
  notWritten,
  propertyPath,
  ref,
  setProperty,
  sub,
  writtenOf,
  writtenProperty,
} from '../../fixing/owner.ts';

/** A load balancer writes to a bucket whose policy is there before. */
export function balancerFix(app: App, balancer: Resource): Fix | NoFix {
  const own = writtenOf(balancer);
  if (own?.type !== balancer.type) return notWritten(balancer);
  const listed = writtenProperty(own, 'LoadBalancerAttributes');
  if (listed !== undefined && listed.kind !== 'list') return noFix(`the attributes of ${own.logicalId} are decided at deployment`);
  const bucket = logBucket(app, own.file, 'load balancer');
  const given = itemsOf(property(balancer, 'LoadBalancerAttributes')).map((item) => exactText(get(item, 'Key')));
  const wanted: readonly [string, Authored][] = [
    ['access_logs.s3.enabled', 'true'],
    ['access_logs.s3.bucket', ref(bucket.logicalId)],
  ];
  const list = propertyPath(own, 'LoadBalancerAttributes');
  const changes = wanted.map(([Key, Value]): Change => {
    const index = given.indexOf(Key);
    if (index === -1) return { kind: 'append', file: own.file, path: list, items: [{ Key, Value }] };
    return { kind: 'set', file: own.file, path: [...list, index, 'Value'], value: Value };
  });
  const first = bucket.policyId === null ? [] : dependsOn(own, bucket.policyId);
  return {
    safety: 'safe',
    title: `Log the requests to ${own.logicalId} in ${bucket.logicalId}`,
    changes: [...bucket.changes, ...changes, ...first],
  };
}

/** Standard logging by an access control list, which works in every region; deliveries of CloudWatch Logs need us-east-1. */
export function distributionFix(app: App, distribution: Resource): Fix | NoFix {
  const own = writtenOf(distribution);
  if (own?.type !== distribution.type || !isPlainMap(writtenProperty(own, 'DistributionConfig'))) return notWritten(distribution);
  const bucket = logBucket(app, own.file, 'distribution');
  const value: Authored = { Bucket: getAtt(bucket.logicalId, 'DomainName'), Prefix: `${own.logicalId}/` };
  return {
    safety: 'safe',
    title: `Log the requests to ${own.logicalId} in ${bucket.logicalId}`,
    changes: [...bucket.changes, setProperty(own, 'DistributionConfig.Logging', value)],
  };
}

/** A new bucket for the logs of a bucket is more than a note is worth; one that is there is used. */
export function bucketFix(app: App, bucket: Resource): Fix | NoFix {
  const own = writtenOf(bucket);
  if (own?.type !== bucket.type) return notWritten(bucket);
  const logs = logBucket(app, own.file, 'bucket');
  const isThere = app
    .ofType('AWS::S3::Bucket')
    .some(({ logicalId, at: place }) => logicalId === logs.logicalId && place.source === own.file);
  if (!isThere) return noFix('the data events of a trail say the same, and which role it was');
  const value: Authored = { DestinationBucketName: ref(logs.logicalId), LogFilePrefix: `${own.logicalId}/` };
  return {
    safety: 'safe',
    title: `Log the requests to ${own.logicalId} in ${logs.logicalId}`,
    changes: [...logs.changes, setProperty(own, 'LoggingConfiguration', value)],
  };
}

/** AppSync writes to `/aws/appsync/apis/<id>` with a role of its own. https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html */
export function graphFix(app: App, api: Resource): Fix | NoFix {
  const own = writtenOf(api);
  if (own?.type !== 'AWS::AppSync::GraphQLApi') return notWritten(api);
  const role = freeId(app, own.file, `${own.logicalId}LogsRole`);
  const value: Authored = { CloudWatchLogsRoleArn: getAtt(role, 'Arn'), FieldLogLevel: 'ERROR', ExcludeVerboseContent: true };
  return {
    safety: 'review',
    title: `Log the requests to ${own.logicalId}`,
    changes: [newResource(own, role, { ...LOGS_ROLE, ...conditionOf(own) }), setProperty(own, 'LogConfig', value)],
    todo: [
      ...capabilityTask(app, api, role),
      `Set the retention of /aws/appsync/apis/<id of ${own.logicalId}>, which AppSync makes at the first request`,
    ],
  };
}

const LOGS_ROLE: { readonly Type: string; readonly [key: string]: Authored } = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'appsync.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } },
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'Logs',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/appsync/apis/*'),
            },
          ],
        },
      },
    ],
  },
};
