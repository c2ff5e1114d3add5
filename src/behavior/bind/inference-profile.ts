import { hole } from '../../iam/policy.ts';
import type { BoundGrant } from './grant.ts';
import type { BoundTarget } from './targets.ts';

/** `us.amazon.nova-lite-v1:0`: a profile of AWS's own that spreads calls over regions, and the model behind it.
 *  https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html */
const PROFILE = /(?:foundation-model|inference-profile)\/((?:us|us-gov|eu|apac|jp|au|ca|global)\.([a-z0-9]+\..+))$/;

/**
 * A model called by the id of a cross-region inference profile is called through the profile, which is in the caller's region and account,
 * and in each region that the profile goes to. https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
 */
export function throughProfiles(grant: BoundGrant): readonly BoundGrant[] {
  const profiles = grant.targets.flatMap((target) => {
    const [, profile, model] = PROFILE.exec(target.arn) ?? [];
    return profile === undefined || model === undefined ? [] : [{ target, profile, model }];
  });
  if (profiles.length === 0) return [grant];
  const targets = grant.targets.map((target): BoundTarget => {
    const found = profiles.find((one) => one.target === target);
    return found === undefined ? target : { ...target, arn: profileArn(target.arn, found.profile) };
  });
  const models = profiles.map(({ target, model }) => ({
    ...target,
    arn: `arn:${hole('AWS::Partition')}:bedrock:*::foundation-model/${model}`,
  }));
  // Which regions they are is not known here, so that a role with some of them is not said to lack the others.
  const because = 'the inference profile hands the call to the model in other regions';
  return [
    { ...grant, targets },
    { ...grant, targets: models, certain: false, because },
  ];
}

function profileArn(arn: string, profile: string): string {
  return `${arn.split(':').slice(0, 4).join(':')}:${hole('AWS::AccountId')}:inference-profile/${profile}`;
}
