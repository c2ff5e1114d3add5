import type { App } from '../../model/app.ts';
import { physicalName, policyText } from '../../model/policy-text.ts';
import { property } from '../../model/template.ts';
import { isUnknown, resourceNamed } from '../../model/value.ts';
import type { Name } from './name.ts';

/** The key that an alias stands for: policies take keys alone. https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html */
export function aliasedKey(name: Name, app: App): Name {
  const alias = /^(?:arn:[^/]*:)?(alias\/.+)$/.exec(name.text)?.[1];
  if (alias === undefined) return name;
  const known = app.ofType('AWS::KMS::Alias').find((one) => one.id === name.resource || physicalName(app, one) === alias);
  const value = known === undefined ? undefined : property(known, 'TargetKeyId');
  const text = value === undefined ? undefined : policyText(app, value);
  if (value === undefined || text === undefined || isUnknown(text)) {
    const because = `which key ${alias} stands for is known only in the account`;
    return { ...name, text: '*', resource: null, unknown: { code: 'resource-unknown', because } };
  }
  return { ...name, text, resource: resourceNamed(value) ?? null, via: `${name.via} -> ${known!.id}.TargetKeyId` };
}
