import { allowsAnyone } from '../../../iam/allows-anyone.ts';
import { showHoles } from '../../../iam/policy.ts';
import type { PolicyStatement, Request } from '../../../iam/policy.ts';
import type { App } from '../../../model/app.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import { resourceStatement } from '../../../model/resource-statement.ts';
import type { Statement } from '../../../model/statement.ts';
import { isUnknown, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';

/** A request that a statement allows to somebody whom nobody knows, and that no Deny of the same policy takes away; null: there is none. */
export function strangersRequest(app: App, policy: ResourcePolicy, statement: Statement): Request | null | Unknown {
  const allow = readStatement(app, statement);
  if (isUnknown(allow)) return allow;
  const others = policy.document.statements.filter(({ effect }) => effect !== 'Allow').map((one) => readStatement(app, one));
  const denials = others.filter((one): one is PolicyStatement => !isUnknown(one));
  const answers = (['other-account', 'anonymous'] as const).map((who) =>
    allowsAnyone({ version: '2012-10-17', statements: [allow, ...denials] }, { who }),
  );
  const witness = answers.map((answer) => (answer.decided ? answer.witness : null)).find((one) => one !== null);
  if (witness !== undefined) return others.find(isUnknown) ?? witness;
  const open = answers.find((answer) => !answer.decided);
  return open === undefined ? null : unknown(open.decided ? '' : open.because, statement.at);
}

/** API Gateway takes `execute-api:/stage/GET/path` for the API's own ARN.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html */
function readStatement(app: App, statement: Statement): PolicyStatement | Unknown {
  const read = resourceStatement(app, statement);
  if (isUnknown(read) || read.resources === null) return read;
  const patterns = read.resources.patterns.map((pattern) => pattern.replace(/^execute-api:\//, 'arn:*:execute-api:*:*:*/'));
  return { ...read, resources: { ...read.resources, patterns } };
}

// What is fixed for a stranger says nothing about the policy.
const OF_THE_STRANGER =
  /^aws:(?:principal(?!tag)|userid|username|sourceaccount|sourcearn|sourceorg|sourceip|sourcevpc|vpcsourceip|viaawsservice)|^kms:calleraccount|^s3:dataaccesspoint/;

/** The request in words, with what it has to bring along. */
export function requestText({ action, resource, context }: Request): string {
  const brought = [...context]
    .filter(([key]) => !OF_THE_STRANGER.test(key))
    .map(([key, values]) => `${key} ${values.map(showHoles).join(', ')}`);
  return `${action} on ${showHoles(resource)}${brought.length > 0 ? ` with ${brought.join(' and ')}` : ''}`;
}
