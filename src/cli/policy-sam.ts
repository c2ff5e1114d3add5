import { stringify } from 'yaml';
import type { FunctionPolicy } from '../analyze/policies.ts';
import { arnAttributeOf, refKind } from '../data/resource-types.ts';
import { hasHole, replaceHoles, showHoles } from '../iam/policy.ts';
import type { App } from '../model/app.ts';
import { groupsOf } from '../model/minimal-policy.ts';
import type { NeedGroup } from '../model/minimal-policy.ts';
import { resourceArn } from '../model/policy-text.ts';
import { exactTemplate } from './policy-template.ts';
import type { TemplateUse } from './policy-template.ts';

/** `Policies:` of a SAM function: what SAM does not add by itself (logs, traces, pollers, network, dead-letter queue). */
export function samPolicies({ id, app, needs, behavior }: FunctionPolicy): string {
  if (!behavior.analysed) return `# ${id}: its code was not followed\n`;
  const own = needs.filter((need) => need.reasons.some((reason) => reason.call !== null));
  if (own.length === 0) return `# ${id}: its code calls nothing at AWS\n`;
  const groups = groupsOf(own).map((group) => ({ group, use: exactTemplate(app, group) }));
  const templates = groups.flatMap(({ use }) => (use === undefined ? [] : [templateEntry(use)]));
  const statements = groups.flatMap(({ group, use }) => (use === undefined ? [statementOf(app, group)] : []));
  const policies = [...templates, ...(statements.length === 0 ? [] : [{ Statement: statements }])];
  const body = stringify({ Policies: policies }, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, customTags: [] });
  return `# ${id}\n${shortForms(body)}`;
}

function templateEntry({ name, parameter, reference }: TemplateUse): object {
  return { [name]: { [parameter]: `${reference.form === 'Ref' ? REF : GET_ATT}${reference.text}` } };
}

function statementOf(app: App, { actions, arns, viaService }: NeedGroup): object {
  const condition = viaService === null ? {} : { Condition: { StringEquals: { 'kms:ViaService': templateText(app, viaService) } } };
  const [only, ...others] = arns.map((arn) => templateText(app, arn));
  return {
    Effect: 'Allow',
    Action: actions.length === 1 ? actions[0] : actions,
    Resource: others.length === 0 ? only : [only, ...others],
    ...condition,
  };
}

// Marks of intrinsic functions in their short form, put in once the YAML is written.
const GET_ATT = '\u0001GetAtt ';
const REF = '\u0001Ref ';
const SUB = '\u0001Sub ';

/** An ARN with holes as a template writes it: by attribute or reference where it is a resource's, else as `!Sub`. */
function templateText(app: App, arn: string): string | object {
  for (const resource of app.resources) {
    const own = resourceArn(app, resource)?.replace(/:\*$/, '');
    if (own === undefined || !arn.startsWith(own)) continue;
    const rest = arn.slice(own.length);
    const attribute = arnAttributeOf(resource.type);
    const isRef = refKind(resource.type) === 'arn';
    if ((attribute === undefined && !isRef) || (rest !== '' && !/^[/:]/.test(rest))) continue;
    if (rest === '') return isRef ? `${REF}${resource.id}` : `${GET_ATT}${resource.id}.${attribute}`;
    return `${SUB}\${${resource.id}${isRef ? '' : `.${attribute}`}}${showHoles(rest)}`;
  }
  if (!hasHole(arn)) return arn;
  const imports = new Map<string, object>();
  const text = replaceHoles(arn, (name) => {
    const resolved = /^resolve:(.*)$/.exec(name)?.[1];
    if (resolved !== undefined) return `{{resolve:${resolved}}}`;
    const imported = /^import (.*)$/.exec(name)?.[1];
    if (imported === undefined) return `\${${name}}`;
    const key = `Imported${imports.size === 0 ? '' : imports.size + 1}`;
    imports.set(key, { 'Fn::ImportValue': imported });
    return `\${${key}}`;
  });
  return imports.size === 0 ? `${SUB}${text}` : { 'Fn::Sub': [text, Object.fromEntries(imports)] };
}

function shortForms(yaml: string): string {
  return yaml.replace(
    /"\\x01(GetAtt|Ref|Sub) ((?:[^"\\]|\\.)*)"/g,
    (_, name: string, text: string) => `!${name} ${text.replace(/\\(.)/g, '$1')}`,
  );
}
