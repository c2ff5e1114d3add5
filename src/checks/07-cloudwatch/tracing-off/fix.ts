import type { App } from '../../../model/app.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { isTraced } from '../../../model/function.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { roleAllows } from '../../../model/role-allows.ts';
import type { Role } from '../../../model/role.ts';
import { rolePolicy } from '../../../model/role-policy.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { resourceNamed } from '../../../model/value.ts';
import { keptForBoth } from '../../../util/kept.ts';
import { apiOwner, apiSetting } from '../../fixing/api/api-owner.ts';
import { isSettable } from '../../fixing/place.ts';
import { setOnFunction } from '../../fixing/function-setting.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { attached, isMadeBySam, roleNamed } from '../../fixing/role-grant.ts';

/** Switches tracing on, and lets the role send traces where SAM does not. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject);
    if (fn !== undefined) return traced(app, fn);
    const resource = app.resource(fail.subject)!;
    return resource.type === 'AWS::ApiGateway::Stage' ? tracedStage(app, resource) : tracedResource(app, resource);
  },
};

function traced(app: App, fn: LambdaFunction): Fix | NoFix {
  const sends = maySend(app, fn.roleId);
  if (typeof sends === 'string') return noFix(sends);
  const set = setOnFunction(app, fn, { sam: 'Tracing', cloudformation: 'TracingConfig.Mode', value: 'Active' }, (other) =>
    wantsTraces(app, other),
  );
  return set === null ? notWritten(fn.resource) : switched(fn.resource.logicalId, [...sends, ...set]);
}

/** A setting of its own stands above that of Globals. */
const wantsTraces = keptForBoth((app: App, fn: LambdaFunction): boolean => {
  const place = writtenOf(fn.resource);
  const isOwn = place !== undefined && writtenProperty(place, 'Tracing') !== undefined;
  return isTraced(fn) === false && !isOwn && typeof maySend(app, fn.roleId) !== 'string';
});

function tracedStage(app: App, stage: Resource): Fix | NoFix {
  const api = app.apis.find(({ stages }) => stages.some(({ resource }) => resource === stage));
  const owner = api && apiOwner(api);
  if (owner?.section === 'Api') {
    const { path } = apiSetting(owner, 'TracingEnabled');
    if (!isSettable(owner.file, path)) return noFix(`${path.join('.')} hangs on a condition`);
    return switched(owner.name, [{ kind: 'set', file: owner.file, path, value: true }]);
  }
  const written = writtenOf(stage);
  return written?.type === stage.type ? switched(stage.logicalId, [setProperty(written, 'TracingEnabled', true)]) : notWritten(stage);
}

/** Where each type has its switch: as CloudFormation, as SAM writes it. */
function switchOf(resource: Resource, { type }: Written): string | undefined {
  if (resource.type === 'AWS::AppSync::GraphQLApi') return 'XrayEnabled';
  return type === 'AWS::Serverless::StateMachine' ? 'Tracing.Enabled' : 'TracingConfiguration.Enabled';
}

function tracedResource(app: App, resource: Resource): Fix | NoFix {
  const written = writtenOf(resource);
  const path = written && switchOf(resource, written);
  if (written === undefined || path === undefined) return notWritten(resource);
  // AppSync has a role of its own for it (AppSync developer guide, tracing with X-Ray).
  const role = property(resource, 'RoleArn');
  const sends = resource.type === 'AWS::AppSync::GraphQLApi' ? [] : maySend(app, resourceNamed(role) ?? null);
  return typeof sends === 'string' ? noFix(sends) : switched(resource.logicalId, [...sends, setProperty(written, path, true)]);
}

function switched(name: string, changes: readonly Change[]): Fix {
  return { safety: 'safe', title: `Trace requests through ${name}`, changes };
}

/** Deployments fail where the role may not send traces: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
function maySend(app: App, roleId: string | null): readonly Change[] | string {
  const role = roleNamed(app, roleId);
  return role === undefined ? 'its role is not in the template, so it cannot be allowed to send traces' : sending(app, role);
}

/** Every function of a file asks about the roles of all others. */
const sending = keptForBoth((app: App, role: Role): readonly Change[] | string => {
  if (isMadeBySam(role) || roleAllows(rolePolicy(app, role), { action: 'xray:PutTraceSegments' }) !== null) return [];
  return attached(role, 'AWSXRayDaemonWriteAccess');
});
