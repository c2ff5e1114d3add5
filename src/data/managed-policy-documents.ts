import { generatedList } from './generated-list.ts';
import { entryOf } from './lines.ts';

/** The document of an AWS managed policy in its latest version, as JSON text; undefined for policies that serverless apps seldom attach, whose documents are not shipped.
 *  https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export function managedPolicyDocument(name: string): string | undefined {
  return entryOf(generatedList('managed-policy-documents'), name);
}
