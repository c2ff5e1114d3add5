import { isAdministrative, isFullAccess, isPlatformPolicy, managedPolicyArn } from '../../data/managed-policies.ts';

/** `*`, `*:*` or `dynamodb:*`; `dynamodb:Get*` says what it is for. */
export function isWholeService(action: string): boolean {
  return /^(?:\*+|[^:]+:\*+)$/.test(action);
}

/** Whether a policy of AWS, by its name, gives all of a service or of the account, and is none that a service itself asks for. */
export function isFullAccessName(name: string): boolean {
  if (isForService(name)) return false;
  return isAdministrative(name) || isFullAccess(name) || /FullAccess(?:_?[vV]\d+)?$/.test(name);
}

/** AWS keeps the policies that a service itself asks for, such as `AWSGlueServiceRole`, under a path of their own. */
function isForService(name: string): boolean {
  return isPlatformPolicy(name) || /\/(?:aws-)?service-role\//.test(managedPolicyArn(name) ?? '');
}
