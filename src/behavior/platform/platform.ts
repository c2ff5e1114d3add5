import { hole } from '../../iam/policy.ts';
import type { App } from '../../model/app.ts';
import type { PlatformGrant, Target } from '../../model/behavior.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { logGroupOf } from '../../model/log-group.ts';
import { functionNamed } from '../../model/permission.ts';
import { physicalName, policyText } from '../../model/policy-text.ts';
import { property } from '../../model/template.ts';
import { exactText, get, isUnknown, itemsOf, resourceNamed, show } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import { keyTarget } from './customer-key.ts';
import { mappingGrants } from './event-source.ts';
import { sendTo } from './send-to.ts';
import { anyTarget, targetOf } from './target.ts';

/** What the platform does with the role of a function: from the template, never from code. */
export function platformGrants(app: App, fn: LambdaFunction): readonly PlatformGrant[] {
  return [
    logs(app, fn),
    ...mappingGrants(app, fn),
    ...failureGrants(app, fn),
    ...destinationGrants(app, fn),
    ...network(fn),
    ...tracing(fn),
    ...insights(fn),
    ...durable(app, fn),
    ...files(app, fn),
    ...environment(app, fn),
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html */
function logs(app: App, fn: LambdaFunction): PlatformGrant {
  const configured = property(fn.resource, 'LoggingConfig.LogGroup');
  const given = configured === undefined ? undefined : policyText(app, configured);
  const name = typeof given === 'string' ? given : `/aws/lambda/${physicalName(app, fn.resource)}`;
  const group = logGroupOf(app, fn.resource);
  const declared = group === null || isUnknown(group) ? null : group.resource.id;
  const arn = `arn:${hole('AWS::Partition')}:logs:${hole('AWS::Region')}:${hole('AWS::AccountId')}:log-group:${name}`;
  const at = configured?.at ?? fn.at;
  return {
    // The log group of a declared name exists before the function runs.
    actions: [...(declared === null ? ['logs:CreateLogGroup'] : []), 'logs:CreateLogStream', 'logs:PutLogEvents'],
    targets: [{ logicalId: declared, arn: `${arn}:*`, unknown: null, via: `the log group ${fn.id} writes to`, bound: at }],
    because: 'logs',
    at,
    needed: false,
    viaService: null,
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function failureGrants(app: App, fn: LambdaFunction): PlatformGrant[] {
  const target = property(fn.resource, 'DeadLetterConfig.TargetArn');
  return target === undefined ? [] : sendTo(app, target, 'dead-letter queue');
}

function destinationGrants(app: App, fn: LambdaFunction): PlatformGrant[] {
  return app
    .ofType('AWS::Lambda::EventInvokeConfig')
    .filter((config) => functionNamed(app, property(config, 'FunctionName')) === fn.id)
    .flatMap((config) =>
      ['OnSuccess', 'OnFailure'].flatMap((when) => {
        const destination = property(config, `DestinationConfig.${when}.Destination`);
        return destination === undefined ? [] : sendTo(app, destination, `${when} destination`);
      }),
    );
}

// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions
const NETWORK: readonly string[] = ['ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface'];

// The page lists these besides; roles from before AWSLambdaVPCAccessExecutionRole had them serve as well.
const NETWORK_BESIDES: readonly string[] = ['ec2:DescribeSubnets', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'];

function network(fn: LambdaFunction): PlatformGrant[] {
  if (fn.vpc === null) return [];
  const base = { targets: [anyTarget], because: 'network interfaces in the VPC', at: fn.vpc.at, viaService: null };
  return [
    // Whether it is in a VPC at all may hang on a condition.
    { ...base, actions: NETWORK, needed: !isUnknown(fn.vpc) },
    { ...base, actions: NETWORK_BESIDES, needed: false },
  ];
}

// https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html ; the sampling actions are those of AWSXRayDaemonWriteAccess.
const TRACING: readonly string[] = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];

function tracing(fn: LambdaFunction): PlatformGrant[] {
  if (fn.tracing === undefined || exactText(fn.tracing) === 'PassThrough') return [];
  return [{ actions: TRACING, targets: [anyTarget], because: 'traces', at: fn.tracing.at, needed: false, viaService: null }];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights.html */
function insights(fn: LambdaFunction): PlatformGrant[] {
  const layer = fn.layers.find((value) => show(value).includes(':layer:LambdaInsightsExtension'));
  if (layer === undefined) return [];
  const arn = `arn:${hole('AWS::Partition')}:logs:${hole('AWS::Region')}:${hole('AWS::AccountId')}:log-group:/aws/lambda-insights:*`;
  return [
    {
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      targets: [{ logicalId: null, arn, unknown: null, via: 'the log group of Lambda Insights', bound: layer.at }],
      because: 'Lambda Insights',
      at: layer.at,
      needed: false,
      viaService: null,
    },
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html */
function durable(app: App, fn: LambdaFunction): PlatformGrant[] {
  const config = property(fn.resource, 'DurableConfig');
  if (config === undefined) return [];
  const name = physicalName(app, fn.resource);
  const arn = `arn:${hole('AWS::Partition')}:lambda:${hole('AWS::Region')}:${hole('AWS::AccountId')}:function:${name}`;
  return [
    {
      actions: ['lambda:CheckpointDurableExecution', 'lambda:GetDurableExecutionState'],
      // Executions belong to a version of the function, never to its plain ARN.
      targets: [{ logicalId: fn.id, arn: `${arn}:*/durable-execution/*`, unknown: null, via: 'the function itself', bound: config.at }],
      because: 'durable execution',
      at: config.at,
      needed: true,
      viaService: null,
    },
  ];
}

/** Lambda decrypts variables by a grant of its own; the right to decrypt keeps a function alive whose grant went with an earlier role of that name.
 *  https://repost.aws/knowledge-center/lambda-kmsaccessdeniedexception-errors */
function environment(app: App, fn: LambdaFunction): PlatformGrant[] {
  const key = fn.kmsKey === undefined ? null : keyTarget(app, fn.kmsKey);
  if (key === null) return [];
  return [
    { actions: ['kms:Decrypt'], targets: [key], because: 'environment variables', at: fn.kmsKey!.at, needed: false, viaService: null },
  ];
}

/** The objects of the bucket that the file system of an access point shows. */
function objectsBehind(app: App, access: Value): Target {
  const point = app.resource(resourceNamed(access));
  const system = app.resource(resourceNamed(point && property(point, 'FileSystemId')));
  const bucket = system && property(system, 'Bucket');
  if (bucket === undefined) return anyTarget;
  const target = targetOf(app, bucket);
  return target.arn === '*' ? target : { ...target, arn: `${target.arn}/*` };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-filesystem.html */
function files(app: App, fn: LambdaFunction): PlatformGrant[] {
  const configs = property(fn.resource, 'FileSystemConfigs');
  if (configs !== undefined && isUnknown(configs)) return [];
  return itemsOf(configs).flatMap((config) => {
    const access = get(config, 'Arn');
    if (access === undefined) return [];
    const isOnS3 = app.resource(resourceNamed(access))?.type.startsWith('AWS::S3Files::') ?? /:s3files:/.test(exactText(access) ?? '');
    const service = isOnS3 ? 's3files' : 'elasticfilesystem';
    const base = { because: 'file system', at: access.at, needed: false, viaService: null };
    return [
      { ...base, actions: [`${service}:ClientMount`, `${service}:ClientWrite`], targets: [targetOf(app, access), anyTarget] },
      // AmazonElasticFileSystemClientReadWriteAccess, the policy for clients, allows it besides.
      ...(isOnS3 ? [] : [{ ...base, actions: ['elasticfilesystem:DescribeMountTargets'], targets: [anyTarget] }]),
      // Large reads go to the bucket itself.
      ...(isOnS3 ? [{ ...base, actions: ['s3:GetObject', 's3:GetObjectVersion'], targets: [objectsBehind(app, access)] }] : []),
    ];
  });
}
