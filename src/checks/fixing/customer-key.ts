import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import type { Statement } from '../../model/statement.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText, flag, show } from '../../model/value.ts';
import type { SourceFile } from '../../util/span.ts';
import { freeId, getAtt, newResourceIn, propertyPath, ref, sub, writtenOf, writtenProperty } from './owner.ts';
import type { Written } from './owner.ts';

/**
 * Who uses a key. `account`: identities of the account, by their own policies, and Lambda, which makes itself a grant for the variables
 * of a function: their role needs no permission (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html).
 * The others are services that use it as themselves, which the key policy must allow.
 */
export type KeyUser = 'account' | 'logs' | 'cloudwatch' | 'events' | 's3' | 'sns' | 'cloudtrail';

/** A customer managed key, and what must change so that it is there and may be used. */
export interface CustomerKey {
  readonly logicalId: string;
  /** `!GetAtt <key>.Arn`. */
  readonly arn: Authored;
  /** None when it may be used as it stands. */
  readonly changes: readonly Change[];
}

/** What the key policy must say for a service. */
interface ServiceUse {
  readonly sid: string;
  readonly service: Authored;
  readonly actions: readonly string[];
  readonly condition: Authored;
}

const WITHIN_ACCOUNT: Authored = { StringEquals: { 'aws:SourceAccount': ref('AWS::AccountId') } };
const PUBLISH: readonly string[] = ['kms:Decrypt', 'kms:GenerateDataKey*'];

const SERVICES: Readonly<Record<Exclude<KeyUser, 'account'>, ServiceUse>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  logs: {
    sid: 'LogGroups',
    service: sub('logs.${AWS::Region}.amazonaws.com'),
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': sub('arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:*'),
      },
    },
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  cloudwatch: { sid: 'Alarms', service: 'cloudwatch.amazonaws.com', actions: PUBLISH, condition: WITHIN_ACCOUNT },
  events: { sid: 'EventRules', service: 'events.amazonaws.com', actions: PUBLISH, condition: WITHIN_ACCOUNT },
  s3: { sid: 'BucketNotifications', service: 's3.amazonaws.com', actions: PUBLISH, condition: WITHIN_ACCOUNT },
  sns: { sid: 'Topics', service: 'sns.amazonaws.com', actions: PUBLISH, condition: WITHIN_ACCOUNT },
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
  cloudtrail: {
    sid: 'Trails',
    service: 'cloudtrail.amazonaws.com',
    actions: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
    condition: { ArnLike: { 'aws:SourceArn': sub('arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/*') } },
  },
};

/**
 * The app's customer key for resources of a file: one that the file declares already and whose policy lets the account's own policies
 * decide, else a new one, `AppKey`; its policy grows by what the user needs. The same for everybody who asks, so several fixes make it once.
 */
export function customerKey(app: App, file: SourceFile, user: KeyUser): CustomerKey {
  const use = user === 'account' ? null : SERVICES[user];
  const keys = app
    .ofType('AWS::KMS::Key')
    .filter((key) => key.at.source === file)
    .flatMap((key) => usable(app, key, use));
  const known = keys.find((key) => key.isServed) ?? keys[0];
  if (known !== undefined) return { logicalId: known.id, arn: getAtt(known.id, 'Arn'), changes: known.changes };
  const id = freeId(app, file, 'AppKey');
  const made = newResourceIn(file, id, NEW_KEY);
  const grown = use === null ? [] : [allowing(file, [...made.path, 'Properties', 'KeyPolicy', 'Statement'], use, [])];
  return { logicalId: id, arn: getAtt(id, 'Arn'), changes: [made, ...grown] };
}

interface UsableKey {
  readonly id: string;
  /** Whether its policy allows the user already. */
  readonly isServed: boolean;
  readonly changes: readonly Change[];
}

/** A key of the owner as it can be used; none where that cannot be told, or where its policy cannot grow by a statement. */
function usable(app: App, key: Resource, use: ServiceUse | null): UsableKey[] {
  const written = writtenOf(key);
  if (written === undefined || written.node.has('Condition') || !encrypts(key)) return [];
  if (property(key, 'KeyPolicy') === undefined) {
    return [{ id: written.logicalId, isServed: use === null, changes: spelledOut(written, use) }];
  }
  const policy = app.resourcePolicies.find(({ resource }) => resource === key)?.document;
  const statements = policy?.statements ?? [];
  if (policy === undefined || policy.unreadable.length > 0 || !statements.some(leavesItToTheAccount)) return [];
  if (statements.some(({ effect }) => effect !== 'Allow')) return [];
  if (use === null || statements.some((statement) => serves(statement, use))) {
    return [{ id: written.logicalId, isServed: true, changes: [] }];
  }
  if (writtenProperty(written, 'KeyPolicy.Statement')?.kind !== 'list') return [];
  return [{ id: written.logicalId, isServed: false, changes: [grownBy(written, statements, use)] }];
}

/** A key without a policy has AWS's default one, which must be written to be added to (KMS developer guide, default key policy). */
function spelledOut(key: Written, use: ServiceUse | null): Change[] {
  if (use === null) return [];
  const path = propertyPath(key, 'KeyPolicy');
  return [{ kind: 'set', file: key.file, path, value: DEFAULT_POLICY }, allowing(key.file, [...path, 'Statement'], use, [])];
}

/** Symmetric, enabled, with key material of AWS's. */
function encrypts(key: Resource): boolean {
  const isUsual = USUAL.every(([name, text]) => {
    const value = property(key, name);
    return value === undefined || exactText(value) === text;
  });
  return isUsual && flag(property(key, 'Enabled'), true) === true;
}

const USUAL: readonly (readonly [property: string, value: string])[] = [
  ['KeySpec', 'SYMMETRIC_DEFAULT'],
  ['KeyUsage', 'ENCRYPT_DECRYPT'],
  ['Origin', 'AWS_KMS'],
];

/** The statement of AWS's default key policy: who in the account may use the key is for IAM policies to say. */
function leavesItToTheAccount(statement: Statement): boolean {
  return (
    statement.effect === 'Allow' &&
    statement.conditions.length === 0 &&
    statement.actions.some((action) => exactText(action) === 'kms:*') &&
    statement.principals.some(({ kind, value }) => kind === 'aws' && ACCOUNT.test(show(value)))
  );
}

/** `111122223333`, or the ARN of its root, spelled out or by pseudo parameters. */
const ACCOUNT: RegExp = /^(?:arn:(?:[\w-]+|\$\{AWS::Partition\}):iam::(?:\d{12}|\$\{AWS::AccountId\}):root|\d{12}|\$\{AWS::AccountId\})$/;

/** A condition on one single source would leave others out. */
function serves(statement: Statement, use: ServiceUse): boolean {
  const service = `${(typeof use.service === 'string' ? use.service : 'logs').split('.')[0]}.`;
  return (
    statement.principals.some(({ kind, value }) => kind === 'service' && show(value).startsWith(service)) &&
    statement.actions.some((action) => /^kms:(?:\*|GenerateDataKey\*)$/i.test(exactText(action) ?? '')) &&
    statement.conditions.every(({ key, values }) => /SourceAccount$/i.test(key) || values.every((value) => /:\*$|\/\*$/.test(show(value))))
  );
}

function grownBy(key: Written, statements: readonly Statement[], use: ServiceUse): Change {
  const sids = statements.flatMap(({ sid }) => (sid === null ? [] : [sid]));
  return allowing(key.file, propertyPath(key, 'KeyPolicy.Statement'), use, sids);
}

function allowing(file: SourceFile, path: readonly (string | number)[], use: ServiceUse, taken: readonly string[]): Change {
  const { service, actions, condition } = use;
  const sid = taken.includes(use.sid) ? `${use.sid}OfThisAccount` : use.sid;
  const statement: Authored = {
    Sid: sid,
    Effect: 'Allow',
    Principal: { Service: service },
    Action: actions,
    Resource: '*',
    Condition: condition,
  };
  return { kind: 'append', file, path, items: [statement] };
}

/** Who may use it is for the account's IAM policies to say, as in a key policy of AWS's making. */
const DEFAULT_POLICY: Authored = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'DecidedByPoliciesOfThisAccount',
      Effect: 'Allow',
      Principal: { AWS: sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

const NEW_KEY: { readonly Type: string; readonly [key: string]: Authored } = {
  Type: 'AWS::KMS::Key',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    Description: sub('Key of ${AWS::StackName}'),
    EnableKeyRotation: true,
    KeyPolicy: DEFAULT_POLICY,
  },
};
