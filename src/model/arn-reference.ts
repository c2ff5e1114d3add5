import { arnAttributeOf, refKind } from '../data/resource-types.ts';
import { hasHole, replaceHoles, showHoles } from '../iam/policy.ts';
import type { App } from './app.ts';
import type { Authored } from './change.ts';
import { resourceArn } from './policy-text.ts';
import type { Resource } from './template.ts';

/** How a template names an ARN by a resource of the app: its attribute or reference, with what follows it in an `Fn::Sub`; undefined
 *  where none of those that `mayName` allows is that resource, or a part of it. */
export function arnByResource(app: App, arn: string, mayName: (resource: Resource) => boolean = () => true): Authored | undefined {
  for (const resource of app.resources) {
    const own = resourceArn(app, resource);
    const whole = own?.replace(/:\*$/, '');
    if (own === undefined || whole === undefined || !arn.startsWith(whole)) continue;
    const attribute = arnAttributeOf(resource.type);
    const isRef = refKind(resource.type) === 'arn';
    // The attribute of a log group ends in `:*` already.
    const rest = own === arn ? '' : arn.slice(whole.length);
    if ((attribute === undefined && !isRef) || (rest !== '' && (own !== whole || !/^[/:]/.test(rest))) || !mayName(resource)) continue;
    const { logicalId } = resource;
    if (rest === '') return isRef ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute!] };
    return { 'Fn::Sub': `\${${logicalId}${isRef ? '' : `.${attribute}`}}${showHoles(rest)}` };
  }
  return undefined;
}

/** A text with holes as a template writes it: `Fn::Sub` of parameters and references, imported values by variables of it. */
export function authoredText(text: string): Authored {
  if (!hasHole(text)) return text;
  const imports = new Map<string, Authored>();
  const sub = replaceHoles(text, (name) => {
    const resolved = /^resolve:(.*)$/.exec(name)?.[1];
    if (resolved !== undefined) return `{{resolve:${resolved}}}`;
    const imported = /^import (.*)$/.exec(name)?.[1];
    if (imported === undefined) return `\${${name}}`;
    const key = `Imported${imports.size === 0 ? '' : imports.size + 1}`;
    imports.set(key, { 'Fn::ImportValue': imported });
    return `\${${key}}`;
  });
  if (imports.size > 0) return { 'Fn::Sub': [sub, Object.fromEntries(imports)] };
  const [, only] = /^\$\{([\w:]+)\}$/.exec(sub) ?? [];
  return only === undefined ? { 'Fn::Sub': sub } : { Ref: only };
}
