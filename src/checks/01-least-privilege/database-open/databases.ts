import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactNumber, exactText, itemsOf } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';

/** What of a database type says who reaches it. */
export interface DatabaseKind {
  /** Property that gives it a public address; null: it never has one. */
  readonly publicFlag: string | null;
  readonly securityGroups: string;
  /** Ports it listens on unless its `Port` says otherwise. */
  readonly ports: readonly number[];
}

const INSTANCE: DatabaseKind = { publicFlag: 'PubliclyAccessible', securityGroups: 'VPCSecurityGroups', ports: [] };
const CLUSTER: DatabaseKind = { publicFlag: 'PubliclyAccessible', securityGroups: 'VpcSecurityGroupIds', ports: [] };
const CACHE: DatabaseKind = { publicFlag: null, securityGroups: 'SecurityGroupIds', ports: [6379] };
const DOMAIN: DatabaseKind = { publicFlag: null, securityGroups: 'VPCOptions.SecurityGroupIds', ports: [443] };

/** Databases, caches, brokers and search domains by type. */
export const DATABASES: Readonly<Record<string, DatabaseKind>> = {
  'AWS::RDS::DBInstance': INSTANCE,
  'AWS::RDS::DBCluster': CLUSTER,
  'AWS::DocDB::DBCluster': { ...CLUSTER, publicFlag: null, ports: [27017] },
  'AWS::Neptune::DBCluster': { ...CLUSTER, publicFlag: null, ports: [8182] },
  'AWS::Redshift::Cluster': { ...CLUSTER, ports: [5439] },
  'AWS::RedshiftServerless::Workgroup': { publicFlag: 'PubliclyAccessible', securityGroups: 'SecurityGroupIds', ports: [5439] },
  'AWS::ElastiCache::CacheCluster': { ...CACHE, securityGroups: 'VpcSecurityGroupIds', ports: [6379, 11211] },
  'AWS::ElastiCache::ReplicationGroup': CACHE,
  'AWS::ElastiCache::ServerlessCache': CACHE,
  'AWS::MemoryDB::Cluster': CACHE,
  'AWS::OpenSearchService::Domain': DOMAIN,
  'AWS::Elasticsearch::Domain': DOMAIN,
  'AWS::MSK::Cluster': { publicFlag: null, securityGroups: 'BrokerNodeGroupInfo.SecurityGroups', ports: [9092, 9094, 9096, 9098] },
  'AWS::AmazonMQ::Broker': { publicFlag: 'PubliclyAccessible', securityGroups: 'SecurityGroups', ports: [5671, 8883, 61614, 61617] },
};

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.Scenarios.html and the engines' own pages
const ENGINE_PORTS: readonly (readonly [RegExp, number])[] = [
  [/postgres/, 5432],
  [/mysql|mariadb|^aurora$/, 3306],
  [/oracle/, 1521],
  [/sqlserver/, 1433],
  [/^db2/, 50_000],
];

/** The ports a database listens on; none when the engine cannot be told. */
export function portsOf(database: Resource): readonly number[] {
  const own = exactNumber(property(database, 'Port') ?? property(database, 'Endpoint.Port'));
  if (own !== undefined) return [own];
  const kind = DATABASES[database.type]!;
  const engine = exactText(property(database, 'Engine')) ?? '';
  return kind.ports.length > 0 ? kind.ports : ENGINE_PORTS.filter(([name]) => name.test(engine)).map(([, port]) => port);
}

/** The security groups a database names. */
export function securityGroupsOf(database: Resource): readonly Value[] {
  return itemsOf(property(database, DATABASES[database.type]!.securityGroups));
}
