import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { referredTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { isOff, parameterOf, valueText } from './parameter-groups.ts';

/** Databases whose parameter group decides. */
export const RDS_TYPES: readonly string[] = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'];

/** The parameter that requires TLS for an engine, and from which major version on it is set by default. */
const ENGINES: readonly { readonly engine: RegExp; readonly parameter: string; readonly onFrom: number | null }[] = [
  // RDS user guide, using SSL with a PostgreSQL DB instance: on from PostgreSQL 15. Aurora user guide, security with Aurora PostgreSQL: on from 17.
  { engine: /^postgres$/, parameter: 'rds.force_ssl', onFrom: 15 },
  { engine: /^aurora-postgresql$/, parameter: 'rds.force_ssl', onFrom: 17 },
  // Aurora user guide, comparing Aurora MySQL version 3 and 8.4: on from 8.4.
  { engine: /^aurora-mysql$/, parameter: 'require_secure_transport', onFrom: 8.4 },
  // RDS user guide, requiring SSL/TLS for all connections to a MySQL DB instance: off.
  { engine: /^mysql$/, parameter: 'require_secure_transport', onFrom: null },
  { engine: /^sqlserver-/, parameter: 'rds.force_ssl', onFrom: null },
];

/** Judges an RDS database by its parameter group, else by its engine's default; nothing for engines that are not known. */
export function rdsOutcome(app: App, database: Resource): Outcome[] {
  // An instance of a cluster takes the cluster's setting.
  if (property(database, 'DBClusterIdentifier') !== undefined && database.type === 'AWS::RDS::DBInstance') return [];
  const engine = exactText(property(database, 'Engine'));
  const known = ENGINES.find((candidate) => candidate.engine.test(engine ?? ''));
  if (engine === undefined || known === undefined) return [];
  const group = property(database, database.type === 'AWS::RDS::DBCluster' ? 'DBClusterParameterGroupName' : 'DBParameterGroupName');
  const found = referredTo(group, app.ofType('AWS::RDS::DBParameterGroup', 'AWS::RDS::DBClusterParameterGroup')).resource;
  const isDefault = group === undefined || exactText(group)?.startsWith('default.') === true;
  if (found === null && !isDefault) {
    return [cannotTell(database.id, isUnknown(group) ? group : unknown(`parameter group ${show(group)} is not in the template`, group.at))];
  }
  const value = found === null ? undefined : parameterOf(found, known.parameter);
  if (isUnknown(value)) return [cannotTell(database.id, value)];
  if (value === undefined) return [byDefault(database, engine, known)];
  const text = valueText(value)?.toLowerCase();
  if (text === undefined) return [cannotTell(database.id, unknown(`${known.parameter} is ${show(value)}`, value.at))];
  // Where the group switches it off, the group is what fails.
  return isOff(text) ? [] : [pass(database.id)];
}

function byDefault(database: Resource, engine: string, known: (typeof ENGINES)[number]): Outcome {
  const version = property(database, 'EngineVersion');
  if (known.onFrom !== null) {
    const text = exactText(version);
    const number = Number(/^\d+(?:\.\d+)?/.exec(text ?? '')?.[0]);
    if (Number.isNaN(number)) {
      const reason = `whether ${engine} requires TLS by default depends on its version, which is ${version === undefined ? 'not set' : show(version)}`;
      return cannotTell(database.id, unknown(reason, version?.at ?? database.at));
    }
    if (number >= known.onFrom) return pass(database.id);
  }
  return fail({
    subject: database.id,
    message: 'notRequired',
    args: { name: database.logicalId, engine: `${engine} ${exactText(version) ?? ''}`.trimEnd(), setting: known.parameter },
    at: version?.at ?? database.at,
    // Drivers may ask for TLS by themselves, and many do.
    severity: 'low',
  });
}
