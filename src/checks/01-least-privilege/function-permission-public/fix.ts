import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { Permission } from '../../../model/permission.ts';
import { noFix, notWritten, ref, setProperty, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { nameOf } from '../grants.ts';
import { anyOfService, ownerOnly, sourcesOf } from './source.ts';

/** The source that the app itself connects with the function; else sources of the owner's account alone. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const permission = app.permissions.find(({ resource }) => resource.id === fail.subject);
    if (permission === undefined) return noFix(`${fail.subject} is not in the app`);
    const own = writtenOf(permission.resource);
    if (own === undefined) return notWritten(permission.resource);
    if (own.type !== 'AWS::Lambda::Permission') return bySam(fail, own);
    return fail.message === 'anyone' ? forAccount(own) : forSource(app, permission, { own, service: String(fail.data?.['service']) });
  },
};

function bySam(fail: FailOutcome, own: Written): NoFix {
  if (String(fail.data?.['service']).startsWith('alexa'))
    return noFix(`the id of the Alexa skill is known to you alone: set SkillId of the event of ${own.logicalId}`);
  return noFix(`SAM makes the permission of what ${own.logicalId} says`);
}

/** Who else should get in cannot be told. */
function forAccount(own: Written): Fix {
  return {
    safety: 'review',
    title: `Let only this account invoke by ${own.logicalId}`,
    changes: [setProperty(own, 'Principal', ref('AWS::AccountId'))],
    todo: [`Give every other account that invokes the function a permission of its own`],
  };
}

function forSource(app: App, permission: Permission, { own, service }: { readonly own: Written; readonly service: string }): Fix | NoFix {
  const name = nameOf(permission.resource);
  if (service.startsWith('alexa')) return noFix(`the id of the Alexa skill is known to you alone: set EventSourceToken of ${name}`);
  const kind = service.split('.')[0]!;
  const sources = sourcesOf(app, permission, kind);
  const only = sources.length === 1 ? sources[0]! : undefined;
  const safety = sources.length > 0 ? 'safe' : 'review';
  if (only?.arn !== undefined) return { safety, title: `Let ${name} hold for ${only.words} alone`, changes: arn(own, only.arn) };
  const pattern = anyOfService(kind);
  const changes = pattern === undefined ? [setProperty(own, 'SourceAccount', ownerOnly())] : arn(own, pattern);
  return { safety, title: `Let ${name} hold for sources of this account alone`, changes };
}

function arn(own: Written, value: Authored): Change[] {
  return [setProperty(own, 'SourceArn', value)];
}
