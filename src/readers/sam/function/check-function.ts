import { stringOf } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { RESERVED_TAGS } from '../tags.ts';
import { given, isGiven, mapOf, prop } from '../values.ts';
import { checkPackageType } from './code.ts';
import type { FunctionParts } from './function-parts.ts';

/** Pairs of which a function may have only one, and pairs of which the first needs the second. */
const EXCLUSIVE = [
  ['CapacityProviderConfig', 'ProvisionedConcurrencyConfig'],
  ['CapacityProviderConfig', 'VpcConfig'],
  ['TenancyConfig', 'ProvisionedConcurrencyConfig'],
  ['TenancyConfig', 'FunctionUrlConfig'],
  ['TenancyConfig', 'SnapStart'],
] as const;
const NEEDS = [
  ['FunctionScalingConfig', 'CapacityProviderConfig'],
  ['VersionDeletionPolicy', 'AutoPublishAlias'],
  ['ProvisionedConcurrencyConfig', 'AutoPublishAlias'],
] as const;

/** Reports properties of a function that do not go together. */
export function checkFunction(context: SamContext, parts: FunctionParts): void {
  const { logicalId, properties } = parts;
  for (const [one, other] of EXCLUSIVE) {
    if (isGiven(properties.get(one)) && isGiven(properties.get(other))) {
      context.fail(logicalId, `${one} and ${other} cannot be set together`, properties.get(other)!.at);
    }
  }
  for (const [one, other] of NEEDS) {
    if (isGiven(properties.get(one)) && !isGiven(properties.get(other))) {
      context.fail(logicalId, `${one} needs ${other}`, properties.get(one)!.at);
    }
  }
  checkPackageType(context, parts);
  checkDeadLetterQueue(context, parts);
  checkReservedTags(context, parts);
  checkTenancyEvents(context, parts);
}

function checkDeadLetterQueue(context: SamContext, { logicalId, properties }: FunctionParts): void {
  const queue = mapOf(given(properties, 'DeadLetterQueue'));
  if (queue === undefined) return;
  const type = stringOf(queue.get('Type'));
  if ((type !== 'SQS' && type !== 'SNS') || !isGiven(queue.get('TargetArn'))) {
    context.fail(logicalId, 'DeadLetterQueue needs a Type (SQS or SNS) and a TargetArn', queue.at);
  }
}

function checkReservedTags(context: SamContext, { logicalId, properties }: FunctionParts): void {
  for (const [key, { keyAt }] of mapOf(prop(properties, 'Tags'))?.entries ?? []) {
    if (RESERVED_TAGS.has(key)) context.fail(logicalId, `the tag ${key} is reserved`, keyAt);
  }
}

/** A function with tenants can only be invoked by APIs. */
function checkTenancyEvents(context: SamContext, { logicalId, properties }: FunctionParts): void {
  if (!isGiven(properties.get('TenancyConfig'))) return;
  for (const { value } of mapOf(prop(properties, 'Events'))?.entries.values() ?? []) {
    const type = stringOf(mapOf(value)?.get('Type'));
    if (type !== undefined && type !== 'Api' && type !== 'HttpApi') {
      context.fail(logicalId, `a function with TenancyConfig cannot have events of type ${type}`, value.at);
    }
  }
}
