import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import { referredTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText } from '../../../model/value.ts';
import { written as writtenAt } from '../../../model/written.ts';
import { conditionOf, freeId, newResource, noFix, notWritten, ref, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { pathAt } from '../../fixing/place.ts';
import { familyOf } from './families.ts';

/** What switches TLS on without replacing the store, by the setting that the finding names. */
interface Setting {
  readonly types: RegExp;
  readonly path: string;
  readonly value: string | boolean;
  readonly safety: 'safe' | 'review';
  readonly todo: string | null;
}

const SETTINGS: Readonly<Record<string, Setting>> = {
  RequireTLS: {
    types: /^AWS::RDS::DBProxy$/,
    path: 'RequireTLS',
    value: true,
    safety: 'review',
    todo: 'See that every client of the proxy connects with TLS',
  },
  TransitEncryptionEnabled: {
    types: /^AWS::ElastiCache::ReplicationGroup$/,
    path: 'TransitEncryptionEnabled',
    value: true,
    safety: 'review',
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html
    todo: 'Connect with TLS (rediss://); for a cluster that runs already, deploy TransitEncryptionMode: preferred first',
  },
  ClientBroker: {
    types: /^AWS::MSK::Cluster$/,
    path: 'EncryptionInfo.EncryptionInTransit.ClientBroker',
    value: 'TLS',
    safety: 'review',
    todo: 'See that every client connects to the TLS port of the brokers (9094 or that of its authentication)',
  },
  EnforceHTTPS: {
    types: /^AWS::(?:OpenSearchService|Elasticsearch)::Domain$/,
    path: 'DomainEndpointOptions.EnforceHTTPS',
    value: true,
    safety: 'safe',
    todo: null,
  },
  Enabled: {
    types: /^AWS::(?:OpenSearchService|Elasticsearch)::Domain$/,
    path: 'NodeToNodeEncryptionOptions.Enabled',
    value: true,
    safety: 'safe',
    todo: null,
  },
};

/** Only where the store stays the same one: what can be chosen at creation alone is for a person to move. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const resource = app.resource(fail.subject);
    if (resource === undefined) return noFix(`${fail.subject} is not in the template`);
    const written = writtenOf(resource);
    if (written === undefined || written.type !== resource.type) return notWritten(resource);
    switch (fail.message) {
      case 'old':
        return switched(written, {
          path: 'DomainEndpointOptions.TLSSecurityPolicy',
          value: 'Policy-Min-TLS-1-2-2019-07',
          safety: 'safe',
          todo: null,
        });
      case 'parameter':
        return parameterOn(fail, resource);
      case 'notRequired':
        return required(app, resource, written);
      default:
        return bySetting(fail, resource, written);
    }
  },
};

function bySetting({ args }: FailOutcome, resource: Resource, written: Written): Fix | NoFix {
  const setting = SETTINGS[String(args?.['setting'])];
  if (setting === undefined || !setting.types.test(resource.type)) {
    return noFix(`${resource.logicalId} would be replaced: ${String(args?.['setting'])} is chosen when it is made`);
  }
  return switched(written, setting);
}

function switched(written: Written, { path, value, safety, todo }: Omit<Setting, 'types'>): Fix | NoFix {
  const there = writtenProperty(written, path);
  if (there !== undefined && there.kind !== 'scalar') return noFix(`${path} of ${written.logicalId} is chosen at deployment`);
  return {
    safety,
    title: `Set ${path} of ${written.logicalId} to ${value}`,
    changes: [setProperty(written, path, value)],
    ...(todo === null ? {} : { todo: [todo] }),
  };
}

/** What each parameter is called when it is on. */
const ON: Readonly<Record<string, string>> = {
  'rds.force_ssl': '1',
  require_secure_transport: 'ON',
  tls: 'enabled',
  neptune_enforce_ssl: '1',
  require_ssl: 'true',
};

function parameterOn({ args, at }: FailOutcome, group: Resource): Fix | NoFix {
  const setting = String(args?.['setting']);
  const path = pathAt(at);
  const value = ON[setting];
  if (path === undefined || value === undefined || writtenAt(at.source, path)?.kind !== 'scalar') {
    return noFix(`${setting} of ${group.logicalId} is chosen elsewhere`);
  }
  return reviewed(group.logicalId, setting, [{ kind: 'set', file: at.source, path, value }]);
}

/** In the parameter group that the database has, else in a new one for its engine and version. */
function required(app: App, database: Resource, written: Written): Fix | NoFix {
  const isCluster = database.type === 'AWS::RDS::DBCluster';
  const groupName = isCluster ? 'DBClusterParameterGroupName' : 'DBParameterGroupName';
  const groupType = isCluster ? 'AWS::RDS::DBClusterParameterGroup' : 'AWS::RDS::DBParameterGroup';
  const engine = exactText(property(database, 'Engine')) ?? '';
  const setting = /postgres|sqlserver/.test(engine) ? 'rds.force_ssl' : 'require_secure_transport';
  const group = referredTo(property(database, groupName), app.ofType('AWS::RDS::DBParameterGroup', 'AWS::RDS::DBClusterParameterGroup'));
  if (group.resource !== null) {
    const own = writtenOf(group.resource);
    const parameters = own === undefined ? undefined : writtenProperty(own, 'Parameters');
    if (own === undefined || (parameters !== undefined && parameters.kind !== 'map'))
      return noFix(`${group.resource.logicalId} cannot be edited`);
    const path = [...own.path, 'Properties', 'Parameters', setting];
    return reviewed(database.logicalId, setting, [{ kind: 'set', file: own.file, path, value: ON[setting]! }]);
  }
  const family = familyOf(engine, exactText(property(database, 'EngineVersion')));
  if (family === undefined)
    return noFix(`which family of parameters ${database.logicalId} takes depends on its engine version, which is not written`);
  const id = freeId(app, written.file, `${database.logicalId}Parameters`);
  const body = {
    Type: groupType,
    ...conditionOf(written),
    Properties: { Description: `Parameters of ${database.logicalId}`, Family: family, Parameters: { [setting]: ON[setting]! } },
  };
  return reviewed(database.logicalId, setting, [newResource(written, id, body), setProperty(written, groupName, ref(id))]);
}

function reviewed(name: string, setting: string, changes: readonly Change[]): Fix {
  return {
    safety: 'review',
    title: `Require TLS of connections to ${name} (${setting})`,
    changes,
    todo: ['See that every client connects with TLS; databases that run take the parameter with their next restart'],
  };
}
