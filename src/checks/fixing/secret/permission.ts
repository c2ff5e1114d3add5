import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { exactText } from '../../../model/value.ts';
import { at, toJson } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { propertyPath, setProperty, sub, writtenOf, writtenProperty } from '../owner.ts';
import type { Written } from '../owner.ts';
import type { SecretStore } from './loader-text.ts';

/** What a role must be allowed to read a secret. */
export interface SecretAccess {
  readonly store: SecretStore;
  /** The logical id, for the name of a policy. */
  readonly secret: string;
  /** The ARN of the secret or parameter. */
  readonly arn: Authored;
  /** ARN of the customer key that it is encrypted with; null: AWS's own. */
  readonly key: Authored | null;
}

/** Lets a function's role read secrets, where the owner wrote its policies; or why that cannot be written. */
export function allowSecrets(app: App, fn: LambdaFunction, wanted: readonly SecretAccess[]): Change[] | string {
  const role = app.resource(fn.roleId ?? undefined);
  const written = role && writtenOf(role);
  if (role === undefined || written === undefined) return 'its role is not in the template';
  const isOpen = wanted.every(({ store, key }) => store === 'secretsmanager' && key === null);
  if (isOpen && readsEverySecret(app, role.id)) return [];
  const policies = writtenProperty(written, 'Policies');
  if (written.type === 'AWS::Serverless::Function') return inFunction(written, policies, wanted);
  if (written.type !== 'AWS::IAM::Role') return `its role is made by ${written.logicalId}`;
  if (policies !== undefined && policies.kind !== 'list') return `the policies of ${written.logicalId} stand under a choice`;
  return inRole(written, policies, wanted);
}

/** A wide role reads the new secret too; narrowing it is another matter. */
function readsEverySecret(app: App, id: string): boolean {
  const statements = app.roles.find((role) => role.id === id)?.policies.flatMap(({ document }) => document.statements) ?? [];
  return statements.some(
    ({ effect, actions, resources, conditions }) =>
      effect === 'Allow' &&
      conditions.length === 0 &&
      actions.some((action) => /^(?:\*|secretsmanager:(?:\*|Get\*|GetSecretValue))$/i.test(exactText(action) ?? '')) &&
      resources.some((resource) => exactText(resource) === '*'),
  );
}

function inFunction(written: Written, policies: Node | undefined, wanted: readonly SecretAccess[]): Change[] | string {
  const items = wanted.map((access): Authored =>
    access.store === 'secretsmanager' && access.key === null
      ? { AWSSecretsManagerGetSecretValuePolicy: { SecretArn: access.arn } }
      : { Statement: statements(access) },
  );
  const path = propertyPath(written, 'Policies');
  if (policies === undefined || policies.kind === 'list') return [{ kind: 'append', file: written.file, path, items }];
  if (policies.kind === 'map' && policies.keys().some((key) => key.startsWith('Fn::'))) {
    return `the policies of ${written.logicalId} stand under a choice`;
  }
  return [setProperty(written, 'Policies', [toJson(policies), ...items])];
}

/** Into the first policy that is written here, else as a policy of its own. */
function inRole(written: Written, policies: Node | undefined, wanted: readonly SecretAccess[]): Change[] {
  const all = wanted.flatMap(statements);
  const there = policies?.kind === 'list' ? policies.items.findIndex((one) => at(one, 'PolicyDocument', 'Statement')?.kind === 'list') : -1;
  const path = propertyPath(written, 'Policies');
  if (there >= 0) return [{ kind: 'append', file: written.file, path: [...path, there, 'PolicyDocument', 'Statement'], items: all }];
  const document = { Version: '2012-10-17', Statement: all };
  const policy: Authored = {
    PolicyName: `Read${wanted.map(({ secret }) => secret.replaceAll(/\W/g, '')).join('')}`.slice(0, 128),
    PolicyDocument: document,
  };
  return [{ kind: 'append', file: written.file, path, items: [policy] }];
}

function statements({ store, arn, key }: SecretAccess): Authored[] {
  const action = store === 'ssm' ? 'ssm:GetParameter' : 'secretsmanager:GetSecretValue';
  const read: Authored = { Effect: 'Allow', Action: action, Resource: arn };
  if (key === null) return [read];
  const through = { StringEquals: { 'kms:ViaService': sub('secretsmanager.${AWS::Region}.amazonaws.com') } };
  return [read, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key, Condition: through }];
}
