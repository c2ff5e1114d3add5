import { exactText, flag, isUnknown, show, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';

/** A property that decides whether connections need TLS. */
export interface Switch {
  readonly type: string;
  readonly path: string;
  readonly isOn: (value: Value) => boolean | Unknown;
  /** What holds when it is not set, as CloudFormation's page of the type says. */
  readonly onByDefault: boolean;
  /** What then happens, in words. */
  readonly what: string;
  /** Whether it is about the nodes among themselves; these connections stay inside the service's network. */
  readonly inside?: boolean;
}

const isTrue = (value: Value): boolean | Unknown => flag(value, false);

/** The value is one of these; unknown when it cannot be read. */
function oneOf(...good: readonly string[]): (value: Value) => boolean | Unknown {
  return (value) => {
    const text = exactText(value);
    if (text !== undefined) return good.includes(text.toUpperCase());
    return isUnknown(value) ? value : unknown(`it is ${show(value)}`, value.at);
  };
}

const PLAIN = 'it takes connections without TLS';

/** Data stores with a property of their own. Serverless caches and DynamoDB take TLS only. */
export const SWITCHES: readonly Switch[] = [
  { type: 'AWS::RDS::DBProxy', path: 'RequireTLS', isOn: isTrue, onByDefault: false, what: PLAIN },
  { type: 'AWS::ElastiCache::ReplicationGroup', path: 'TransitEncryptionEnabled', isOn: isTrue, onByDefault: false, what: PLAIN },
  { type: 'AWS::ElastiCache::CacheCluster', path: 'TransitEncryptionEnabled', isOn: isTrue, onByDefault: false, what: PLAIN },
  { type: 'AWS::MemoryDB::Cluster', path: 'TLSEnabled', isOn: isTrue, onByDefault: true, what: PLAIN },
  { type: 'AWS::DAX::Cluster', path: 'ClusterEndpointEncryptionType', isOn: oneOf('TLS'), onByDefault: false, what: PLAIN },
  {
    type: 'AWS::MSK::Cluster',
    path: 'EncryptionInfo.EncryptionInTransit.ClientBroker',
    isOn: oneOf('TLS'),
    onByDefault: true,
    what: PLAIN,
  },
  {
    type: 'AWS::MSK::Cluster',
    path: 'EncryptionInfo.EncryptionInTransit.InCluster',
    isOn: isTrue,
    onByDefault: true,
    what: 'its brokers send without TLS',
    inside: true,
  },
  ...['AWS::OpenSearchService::Domain', 'AWS::Elasticsearch::Domain'].flatMap((type): Switch[] => [
    { type, path: 'DomainEndpointOptions.EnforceHTTPS', isOn: isTrue, onByDefault: false, what: 'it answers plain HTTP too' },
    {
      type,
      path: 'NodeToNodeEncryptionOptions.Enabled',
      isOn: isTrue,
      onByDefault: false,
      what: 'its nodes send data to each other without TLS',
      inside: true,
    },
  ]),
];
