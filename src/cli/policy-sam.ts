import { stringify } from 'yaml';
import type { FunctionPolicy } from '../analyze/policies.ts';
import type { App } from '../model/app.ts';
import { arnByResource, authoredText } from '../model/arn-reference.ts';
import type { Authored } from '../model/change.ts';
import { exactTemplate } from '../model/exact-policy-template.ts';
import type { TemplateUse } from '../model/exact-policy-template.ts';
import { groupsOf } from '../model/minimal-policy.ts';
import type { NeedGroup } from '../model/minimal-policy.ts';

/** `Policies:` of a SAM function: what SAM does not add by itself (logs, traces, pollers, network, dead-letter queue). */
export function samPolicies({ of, id, app, needs, behavior }: FunctionPolicy): string {
  if (!behavior.analysed) return `# ${id}: its code was not followed\n`;
  const own = of === 'role' ? needs : needs.filter((need) => need.reasons.some((reason) => reason.call !== null));
  if (own.length === 0) return `# ${id}: ${of === 'role' ? 'nothing that is known needs it' : 'its code calls nothing at AWS'}\n`;
  const groups = groupsOf(own).map((group) => ({ group, use: of === 'role' ? undefined : exactTemplate(app, group) }));
  const templates = groups.flatMap(({ use }) => (use === undefined ? [] : [templateEntry(use)]));
  const statements = groups.flatMap(({ group, use }) => (use === undefined ? [statementOf(app, group)] : []));
  const policies = [...templates, ...(statements.length === 0 ? [] : [{ Statement: statements }])];
  const body = stringify({ Policies: policies }, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, customTags: [] });
  return `# ${id}\n${shortForms(body)}`;
}

function templateEntry({ name, parameter, reference }: TemplateUse): object {
  return { [name]: { [parameter]: shortForm(reference) } };
}

function statementOf(app: App, { actions, arns, viaService }: NeedGroup): object {
  const condition = viaService === null ? {} : { Condition: { StringEquals: { 'kms:ViaService': shortForm(authoredText(viaService)) } } };
  const [only, ...others] = arns.map((arn) => shortForm(arnByResource(app, arn) ?? authoredText(arn)));
  return {
    Effect: 'Allow',
    Action: actions.length === 1 ? actions[0] : actions,
    Resource: others.length === 0 ? only : [only, ...others],
    ...condition,
  };
}

// Marks of intrinsic functions in their short form, put in once the YAML is written.
const MARK = '\u0001';

/** An intrinsic function with a text as a mark for its short form; others stay as they are. */
function shortForm(value: Authored): string | object {
  if (typeof value !== 'object' || value === null) return String(value);
  const [name, given] = Object.entries(value)[0]!;
  if (name === 'Fn::GetAtt') return `${MARK}GetAtt ${(given as readonly string[]).join('.')}`;
  return typeof given === 'string' && name !== 'Fn::ImportValue' ? `${MARK}${name.replace('Fn::', '')} ${given}` : value;
}

function shortForms(yaml: string): string {
  return yaml.replace(
    /"\\x01(GetAtt|Ref|Sub) ((?:[^"\\]|\\.)*)"/g,
    (_, name: string, text: string) => `!${name} ${text.replace(/\\(.)/g, '$1')}`,
  );
}
