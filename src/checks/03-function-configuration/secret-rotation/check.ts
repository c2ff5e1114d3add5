import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { refersTo } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, get, isUnknown, itemsOf, resourcesIn, show } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { any, cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';

const check: Check = defineCheck({
  id: 'secret-rotation',
  title: 'Secret is never rotated',
  practices: [3],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html',
  ],
  looksAt: ['AWS::SecretsManager::Secret', 'AWS::SecretsManager::RotationSchedule', 'AWS::SecretsManager::SecretTargetAttachment'],
  messages: {
    database:
      '{secret} holds database credentials and nothing rotates it: a password that leaks once opens the database until somebody notices',
    login: '{secret} holds a user name and a password and nothing rotates them: whoever has seen them keeps them',
    generated: '{secret} is generated once and nothing rotates it: whoever has seen it keeps it',
  },
  remedy:
    'Add an AWS::SecretsManager::RotationSchedule for the secret, with HostedRotationLambda for databases or a rotation function of your own.',
  config: ['account.elsewhere'],
  *run(app) {
    for (const secret of app.ofType('AWS::SecretsManager::Secret')) yield judge(app, secret);
  },
});
export default check;

function judge(app: App, secret: Resource): Outcome {
  const rotated = isRotated(app, secret);
  if (rotated === true || app.config.account.elsewhere['secret-rotation'] !== undefined) return pass(secret.id);
  const generated = property(secret, 'GenerateSecretString');
  const database = isDatabaseSecret(app, secret);
  if (!database && generated === undefined) {
    return notApplicable(secret.id, 'its value comes from outside, and only whoever issues it can change it');
  }
  if (isUnknown(rotated)) return cannotTell(secret.id, rotated);
  if (isUnknown(generated) && !database) return cannotTell(secret.id, generated);
  const args = { secret: secret.logicalId };
  if (database) return fail({ subject: secret.id, message: 'database', args, at: secret.at, absence: true });
  if (isLogin(secret)) return fail({ subject: secret.id, message: 'login', args, at: secret.at, absence: true });
  return fail({ subject: secret.id, message: 'generated', args, at: secret.at, severity: 'low', absence: true });
}

/** A schedule names the secret, or its attachment, whose `Ref` is the secret's ARN too. */
function isRotated(app: App, secret: Resource): boolean | Unknown {
  const names = [secret, ...attachmentsOf(app, secret)];
  const schedules = app.ofType('AWS::SecretsManager::RotationSchedule').map((schedule) => property(schedule, 'SecretId'));
  return any(schedules.flatMap((value) => names.map((resource) => refersTo(value, resource, resource === secret ? 'Name' : undefined))));
}

function attachmentsOf(app: App, secret: Resource): Resource[] {
  return app
    .ofType('AWS::SecretsManager::SecretTargetAttachment')
    .filter((one) => refersTo(property(one, 'SecretId'), secret, 'Name') === true);
}

const DATABASES: readonly string[] = [
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::DocDB::DBCluster',
  'AWS::Redshift::Cluster',
  'AWS::RedshiftServerless::Namespace',
];

/** Attached to a database, the password of one, written beside the endpoint of one, or named by a proxy. */
function isDatabaseSecret(app: App, secret: Resource): boolean {
  if (attachmentsOf(app, secret).length > 0) return true;
  const passwords = app.ofType(...DATABASES).flatMap((one) => [property(one, 'MasterUserPassword'), property(one, 'AdminUserPassword')]);
  if (passwords.some((password) => show(password).includes(`:secretsmanager:\${${secret.id}}`))) return true;
  if (namesDatabase(app, secret)) return true;
  const proxied = app
    .ofType('AWS::RDS::DBProxy')
    .flatMap((proxy) => itemsOf(property(proxy, 'Auth')).map((auth) => get(auth, 'SecretArn')));
  return proxied.some((arn) => resourcesIn(arn).has(secret.id));
}

function namesDatabase(app: App, secret: Resource): boolean {
  const text = property(secret, 'SecretString');
  const named = resourcesIn(text);
  return text !== undefined && /"password"\s*:/i.test(show(text)) && app.ofType(...DATABASES).some(({ id }) => named.has(id));
}

/** Made for a user name: what signs in somewhere, if not where. Where the name is what is generated, no password lies beside it. */
function isLogin(secret: Resource): boolean {
  const isName = /^user(?:name)?$/i.test(exactText(property(secret, 'GenerateSecretString.GenerateStringKey')) ?? '');
  return !isName && /"user(?:name)?"\s*:/i.test(show(property(secret, 'GenerateSecretString.SecretStringTemplate')));
}
