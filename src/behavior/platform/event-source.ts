import type { App } from '../../model/app.ts';
import type { PlatformGrant, Target } from '../../model/behavior.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText, get, itemsOf } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import { customerKey, viaService } from './customer-key.ts';
import { sendTo } from './send-to.ts';
import { anyTarget, targetOf } from './target.ts';

interface Poller {
  /** On the source itself. */
  readonly source: readonly string[];
  /** On the source too, though polling works without. */
  readonly more: readonly string[];
  /** Those that take no resource. */
  readonly any: readonly string[];
  /** Whether the poller needs network interfaces in the source's VPC. */
  readonly inVpc: boolean;
}

const NETWORK: readonly string[] = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeVpcs',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeSubnets',
  'ec2:DescribeSecurityGroups',
];

/**
 * What Lambda's pollers do with the function's role, by the source of the mapping: the actions of AWS's own execution policies.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html and the pages of each source below it.
 */
const POLLERS: ReadonlyMap<string, Poller> = new Map([
  ['sqs', { source: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], more: [], any: [], inVpc: false }],
  [
    'kinesis',
    {
      source: ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator'],
      more: ['kinesis:DescribeStreamSummary', 'kinesis:ListShards', 'kinesis:SubscribeToShard'],
      any: ['kinesis:ListStreams'],
      inVpc: false,
    },
  ],
  [
    'dynamodb',
    {
      source: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      more: [],
      any: ['dynamodb:ListStreams'],
      inVpc: false,
    },
  ],
  [
    'kafka',
    {
      source: ['kafka:DescribeCluster', 'kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'],
      more: [],
      any: [],
      inVpc: true,
    },
  ],
  ['mq', { source: ['mq:DescribeBroker'], more: [], any: [], inVpc: true }],
  [
    'docdb',
    { source: ['rds:DescribeDBClusters'], more: [], any: ['rds:DescribeDBClusterParameters', 'rds:DescribeDBSubnetGroups'], inVpc: true },
  ],
]);

/** The grants that the event source mappings of a function need. */
export function mappingGrants(app: App, fn: LambdaFunction): PlatformGrant[] {
  return fn.triggers
    .filter((trigger) => trigger.invocation === 'poll')
    .flatMap((trigger) => {
      const mapping = app.resource(trigger.via)!;
      const source = property(mapping, 'EventSourceArn');
      // A stream whose ARN is not known is one of the two.
      const services = trigger.source === 'stream' ? ['kinesis', 'dynamodb'] : [trigger.source];
      const polling = source === undefined ? [] : services.flatMap((service) => pollerGrants(app, { source, mapping, service }));
      return [
        ...(services.length === 1 ? polling : polling.map((grant) => ({ ...grant, needed: false }))),
        ...onFailure(app, mapping),
        ...secrets(app, mapping),
      ];
    });
}

function pollerGrants(app: App, mapping: { source: Value; mapping: Resource; service: string }): PlatformGrant[] {
  const { source, service } = mapping;
  const poller = POLLERS.get(service);
  if (poller === undefined) return [];
  const because = `event source mapping ${mapping.mapping.logicalId}`;
  const target = targetOf(app, source);
  const base = { because, at: source.at, needed: true, viaService: null };
  const grants: PlatformGrant[] = [{ ...base, actions: poller.source, targets: [target] }];
  if (poller.more.length > 0) grants.push({ ...base, actions: poller.more, targets: [target], needed: false });
  if (poller.any.length > 0) grants.push({ ...base, actions: poller.any, targets: [anyTarget], needed: false });
  if (poller.inVpc) grants.push({ ...base, actions: NETWORK, targets: [anyTarget] });
  const key = customerKey(app, target.logicalId);
  if (key !== null && service !== 'dynamodb')
    grants.push({ ...base, actions: ['kms:Decrypt'], targets: [key], viaService: viaService(service) });
  return grants;
}

function onFailure(app: App, mapping: Resource): PlatformGrant[] {
  const destination = property(mapping, 'DestinationConfig.OnFailure.Destination');
  return destination === undefined ? [] : sendTo(app, destination, `OnFailure destination of ${mapping.logicalId}`);
}

/** Credentials of a broker or cluster. https://docs.aws.amazon.com/lambda/latest/api/API_SourceAccessConfiguration.html */
function secrets(app: App, mapping: Resource): PlatformGrant[] {
  return itemsOf(property(mapping, 'SourceAccessConfigurations')).flatMap((access) => {
    const uri = get(access, 'URI');
    if (uri === undefined || !/AUTH|CERTIFICATE/.test(exactText(get(access, 'Type')) ?? '')) return [];
    const target = targetOf(app, uri);
    const base = { because: `credentials of event source mapping ${mapping.logicalId}`, at: uri.at, needed: true };
    const key: Target | null = customerKey(app, target.logicalId);
    const read = { ...base, actions: ['secretsmanager:GetSecretValue'], targets: [target], viaService: null };
    return key === null ? [read] : [read, { ...base, actions: ['kms:Decrypt'], targets: [key], viaService: viaService('secretsmanager') }];
  });
}
