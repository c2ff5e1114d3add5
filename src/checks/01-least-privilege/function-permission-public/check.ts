import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { Permission } from '../../../model/permission.ts';
import { exactText, flag, isUnknown, show, unknown } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { nameOf } from '../grants.ts';
import type { App } from '../../../model/app.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'function-permission-public',
  title: 'Function can be invoked from any account',
  practices: [1],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
  ],
  looksAt: ['AWS::Lambda::Permission', 'AWS::Serverless::Function'],
  messages: {
    anyone: '{permission} lets anyone with an AWS account invoke {function}',
    anySource: '{permission} lets {service} invoke {function} on behalf of any account, as it names no source',
    wildSource: '{permission} lets {service} invoke {function} for {source}, which any account can have',
  },
  remedy:
    'Set SourceArn to the ARN that invokes the function, or SourceAccount to your account; for a whole organization set PrincipalOrgID.',
  fix,
  *run(app) {
    for (const permission of app.permissions) yield judge(app, permission);
  },
});
export default check;

function judge(app: App, permission: Permission): Outcome {
  const { resource, principal } = permission;
  const subject = resource.id;
  if (principal === undefined) return notApplicable(subject, 'it names no principal');
  if (exactText(principal) === '*') return judgeAnyone(app, permission, principal);
  const service = serviceOf(principal);
  if (service === 'named') return pass(subject);
  if (permission.sourceAccount !== undefined || permission.eventSourceToken !== undefined || permission.principalOrgId !== undefined)
    return pass(subject);
  const source = permission.sourceArn;
  if (source === undefined && service !== 'open') {
    const args = { permission: nameOf(resource), function: functionIn(app, permission), service };
    // A target group takes only functions of its own account (Application Load Balancers, Lambda functions as targets).
    const severity = service.startsWith('elasticloadbalancing.') ? 'low' : 'high';
    return fail({ subject, message: 'anySource', args, at: principal.at, severity, data: { function: permission.functionId, service } });
  }
  if (source !== undefined && service !== 'open' && isAnySource(source)) {
    const args = { permission: nameOf(resource), function: functionIn(app, permission), service, source: show(source) };
    return fail({ subject, message: 'wildSource', args, at: source.at, data: { function: permission.functionId, service } });
  }
  if (source !== undefined) return pass(subject);
  return cannotTell(
    subject,
    isUnknown(principal) ? principal : unknown(`who ${show(principal)} is, is known only at deployment`, principal.at),
  );
}

function judgeAnyone(app: App, permission: Permission, principal: Value): Outcome {
  const { resource, sourceArn } = permission;
  const subject = resource.id;
  if (exactText(permission.functionUrlAuthType) === 'NONE' || flag(permission.invokedViaFunctionUrl, false) === true) {
    return notApplicable(subject, 'it is the permission of a function URL');
  }
  if (permission.principalOrgId !== undefined || permission.sourceAccount !== undefined || permission.eventSourceToken !== undefined)
    return pass(subject);
  if (sourceArn !== undefined && !isAnySource(sourceArn)) return pass(subject);
  const args = { permission: nameOf(resource), function: functionIn(app, permission) };
  return fail({ subject, message: 'anyone', args, at: principal.at, data: { function: permission.functionId } });
}

/** The service of a principal, `named` for an account, user or role, `open` for a parameter. */
function serviceOf(principal: Value): string {
  if (isUnknown(principal)) return 'open';
  const text = show(principal);
  if (/^\d{12}$|^arn:|AWS::AccountId/.test(text)) return 'named';
  if (/^[\w.-]+\.(?:amazonaws\.(?:com|com\.cn|eu)|amazon\.com|\$\{AWS::URLSuffix\})$/.test(text))
    return text.replace('${AWS::URLSuffix}', 'amazonaws.com');
  return principal.kind === 'text' ? 'open' : 'named';
}

/** `*`, or an ARN that names neither an account nor a resource of its own (`arn:aws:s3:::*`). */
function isAnySource(source: Value): boolean {
  const text = exactText(source);
  return text !== undefined && /^(?:\*|arn:[^:]*:[^:]*:[^:]*:\*?:\*(?:[/:]\*)*)$/.test(text);
}

function functionIn(app: App, permission: Permission): string {
  return app.resource(permission.functionId ?? undefined)?.logicalId ?? show(permission.functionName);
}
