import { hole } from '../../iam/policy.ts';
import type { App } from '../../model/app.ts';
import type { Need } from '../../model/needs.ts';
import { canonicalArn } from '../../model/policy-text.ts';

/**
 * The ARNs of a need by the names that CloudFormation makes up for the app's resources: the stack's, the logical id and a random end.
 * Policies use them where a reference would make a circle.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-name.html
 */
export function generatedNames(app: App, { arn, reasons }: Need): readonly string[] {
  const ids = new Set(reasons.flatMap(({ target }) => target.logicalId ?? []));
  return [...ids].flatMap((id) => {
    const logicalId = app.resource(id)?.logicalId;
    const own = hole(id);
    return logicalId === undefined || !arn.includes(own)
      ? []
      : [canonicalArn(arn).replaceAll(own, `${hole('AWS::StackName')}-${logicalId}-*`)];
  });
}
