import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { entriesOf, exactText, get, itemsOf, show } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { fail, pass } from '../../outcomes.ts';

/** A kind of parameter group, the parameters that require TLS, and the values that switch them off. */
export interface ParameterGroupKind {
  readonly type: string;
  readonly parameters: readonly string[];
  readonly off: readonly string[];
}

const RDS_OFF: readonly string[] = ['0', 'off', 'false'];

/** Whether a value of an RDS parameter, in lower case, switches it off. */
export function isOff(text: string): boolean {
  return RDS_OFF.includes(text);
}

/** Values in lower case. What an engine does without the parameter is judged at the database, or is TLS already. */
export const PARAMETER_GROUPS: readonly ParameterGroupKind[] = [
  { type: 'AWS::RDS::DBParameterGroup', parameters: ['rds.force_ssl', 'require_secure_transport'], off: RDS_OFF },
  { type: 'AWS::RDS::DBClusterParameterGroup', parameters: ['rds.force_ssl', 'require_secure_transport'], off: RDS_OFF },
  { type: 'AWS::DocDB::DBClusterParameterGroup', parameters: ['tls'], off: ['disabled'] },
  { type: 'AWS::Neptune::DBClusterParameterGroup', parameters: ['neptune_enforce_ssl'], off: ['0'] },
  { type: 'AWS::Redshift::ClusterParameterGroup', parameters: ['require_ssl'], off: ['false'] },
];

/** Fails where a group switches TLS off by name; says nothing of groups that do not mention it. */
export function parameterGroupOutcome(group: Resource, kind: ParameterGroupKind): Outcome[] {
  return kind.parameters.flatMap((setting): Outcome[] => {
    const value = parameterOf(group, setting);
    const text = valueText(value)?.toLowerCase();
    if (value === undefined || text === undefined) return [];
    if (!kind.off.includes(text)) return [pass(group.id)];
    return [fail({ subject: group.id, message: 'parameter', args: { name: group.logicalId, setting, value: show(value) }, at: value.at })];
  });
}

/** A parameter of a group: RDS, DocumentDB and Neptune take a map, Redshift a list of name and value. */
export function parameterOf(group: Resource, name: string): Value | undefined {
  const parameters = property(group, 'Parameters');
  if (parameters?.kind === 'unknown') return parameters;
  const entry = entriesOf(parameters).find(({ key }) => key === name);
  if (entry !== undefined) return entry.value;
  const listed = itemsOf(parameters).find((item) => exactText(get(item, 'ParameterName')) === name);
  return get(listed, 'ParameterValue');
}

/** Text of a parameter's value; YAML reads a bare `off` or `false` as a boolean. */
export function valueText(value: Value | undefined): string | undefined {
  if (value?.kind === 'scalar' && typeof value.value === 'boolean') return String(value.value);
  return exactText(value);
}
