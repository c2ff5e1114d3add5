import { managedPolicyArn as awsListedPolicyArn } from '../../data/managed-policies.ts';
import type { SamContext } from './context.ts';

/** The ARN of a managed policy given by name in `Policies`, from the options or AWS's list; any other text (an ARN, an unknown name) stays. */
export function managedPolicyArn(context: SamContext, name: string): string {
  const known = context.options.managedPolicies;
  if (known !== undefined && Object.hasOwn(known, name)) return known[name]!;
  return awsListedPolicyArn(name, context.partition) ?? name;
}

/** The ARN of a policy that AWS owns, from its path and name. */
export function awsManagedPolicyArn(context: SamContext, pathAndName: string): string {
  return `arn:${context.partition}:iam::aws:policy/${pathAndName}`;
}
