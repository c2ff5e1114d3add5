import type { App } from './app.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, show } from './value.ts';
import type { Value } from './value.ts';

/** Properties that name the role a resource runs with, by AWS's own property names. */
const ROLE_PROPERTIES: readonly string[] = [
  'Role',
  'RoleArn',
  'RoleARN',
  'ExecutionRoleArn',
  'ServiceRole',
  'TaskRoleArn',
  'InvocationRole',
  'Credentials',
  'AuthorizerCredentials',
  'AuthorizerCredentialsArn',
  'CredentialsArn',
  'LogsConfig',
  'Target',
  'Targets',
  'Roles',
  'ServiceRoleArn',
  'CloudWatchRoleArn',
  'LogConfig',
  'Integration',
  'Body',
  'TopicRulePayload',
  'S3DestinationConfiguration',
  'ExtendedS3DestinationConfiguration',
  'KinesisStreamSourceConfiguration',
];

const IN_ARN = ':role/';

/**
 * Gives the resources that run with a role: those that refer to it, or name it by `RoleName`, alone or at the end of an ARN.
 * Every resource is looked through once, however many roles are asked about.
 */
export function roleUsers(app: App): (role: Resource) => Resource[] {
  const byId = new Map<string, Set<number>>();
  const byName = new Map<string, Set<number>>();
  for (const [position, user] of app.resources.entries()) {
    if (user.type.startsWith('AWS::IAM::') && user.type !== 'AWS::IAM::InstanceProfile') continue;
    const { properties } = user;
    if (properties.kind !== 'map') continue;
    const add = (to: Map<string, Set<number>>, key: string): void => void to.set(key, (to.get(key) ?? new Set()).add(position));
    for (const key of ROLE_PROPERTIES) {
      const value = properties.entries.get(key)?.value;
      if (value === undefined) continue;
      mentions(
        value,
        (id) => add(byId, id),
        (name) => add(byName, name),
      );
    }
  }
  return (role) => {
    const name = exactText(property(role, 'RoleName'));
    const named = name === undefined ? undefined : byName.get(name);
    const positions = [...new Set([...(byId.get(role.id) ?? []), ...(named ?? [])])];
    return positions.toSorted((a, b) => a - b).map((position) => app.resources[position]!);
  };
}

function mentions(value: Value | undefined, ofId: (id: string) => void, ofName: (name: string) => void): void {
  const arn = (text: string): void => {
    const found = text.lastIndexOf(IN_ARN);
    if (found >= 0) ofName(text.slice(found + IN_ARN.length));
  };
  switch (value?.kind) {
    case 'text':
      for (const atom of value.atoms) if (atom.kind === 'resource') ofId(atom.id);
      arn(show(value));
      return;
    case 'scalar':
      if (typeof value.value === 'string') ofName(value.value);
      arn(String(value.value));
      return;
    case 'list':
      for (const item of value.items) mentions(item, ofId, ofName);
      return;
    case 'map':
      for (const entry of value.entries.values()) mentions(entry.value, ofId, ofName);
      return;
    default:
  }
}
