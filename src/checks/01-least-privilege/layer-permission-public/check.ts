import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, isUnknown, show, unknown } from '../../../model/value.ts';
import { cannotTell, fail, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'layer-permission-public',
  title: 'Layer version is shared with every account',
  practices: [1],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html'],
  looksAt: ['AWS::Lambda::LayerVersionPermission'],
  messages: { anyone: '{permission} lets every AWS account download the code in {layer}' },
  remedy: 'Set Principal to the account that needs the layer, or set OrganizationId next to the principal *.',
  fix,
  *run(app) {
    for (const permission of app.ofType('AWS::Lambda::LayerVersionPermission')) yield judge(permission);
  },
});
export default check;

function judge(permission: Resource): Outcome {
  const principal = property(permission, 'Principal');
  const organization = property(permission, 'OrganizationId');
  if (principal === undefined || organization !== undefined) return pass(permission.id);
  const text = exactText(principal);
  if (text === '*') {
    const layer = show(property(permission, 'LayerVersionArn'));
    return fail({ subject: permission.id, message: 'anyone', args: { permission: permission.logicalId, layer }, at: principal.at });
  }
  if (text !== undefined || /\$\{AWS::AccountId\}/.test(show(principal))) return pass(permission.id);
  return cannotTell(
    permission.id,
    isUnknown(principal) ? principal : unknown(`the principal is ${show(principal)}, known only at deployment`, principal.at),
  );
}
