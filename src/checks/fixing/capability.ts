import type { App } from '../../model/app.ts';
import type { Resource } from '../../model/template.ts';

/** What a stack may only make when whoever deploys says so. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html */
const ACKNOWLEDGED: ReadonlySet<string> = new Set(
  ['AccessKey', 'Group', 'InstanceProfile', 'ManagedPolicy', 'Policy', 'Role', 'User', 'UserToGroupAddition'].map(
    (name) => `AWS::IAM::${name}`,
  ),
);

/** What is left to do when a fix brings the first role into the stack of a resource; empty where the stack has some already. */
export function capabilityTask(app: App, { at, id, logicalId }: Resource, role: string): readonly string[] {
  const stack = id.slice(0, id.length - logicalId.length);
  const isAsked = app.resources.some(
    (one) => one.at.source === at.source && one.id === stack + one.logicalId && ACKNOWLEDGED.has(one.type),
  );
  return isAsked
    ? []
    : [`Deploy with CAPABILITY_IAM (capabilities of samconfig and of the pipeline): ${role} is the first role of the stack`];
}
