import type { SourceFile } from '../util/span.ts';

/** What the folders of an app hold by which it can be delivered. */
export interface Delivery {
  /** Pipeline files that can be read, paths relative to the app's folder. */
  readonly files: readonly DeliveryFile[];
  /** Why there may be others; null when these are all. */
  readonly unknown: string | null;
}

/** One file that a build service reads: a workflow, a `buildspec.yml`, a `Jenkinsfile`. */
export interface DeliveryFile {
  readonly source: SourceFile;
  /** Whether a command or step of it deploys. */
  readonly deploys: boolean;
}

/** Commands and steps that change what runs, as the AWS CLI, SAM, the CDK, Serverless Framework, Terraform and the build services call them. */
const DEPLOYS =
  /\bsam\s+(?:deploy|sync|pipeline)\b|\baws\s+cloudformation\s+(?:deploy|(?:create|update)-stack|(?:create|execute)-change-set)\b|\bcdk\s+deploy\b|\b(?:serverless|sls)\s+deploy\b|\b(?:terraform|tofu)\s+apply\b|\baws\s+(?:deploy|codepipeline)\s|\baws\s+lambda\s+update-function-code\b|aws-actions\/(?:aws-cloudformation-github-deploy|aws-lambda-deploy|aws-codebuild-run-build)|aws-(?:cloudformation|sam|lambda)-deploy|CloudFormationCreateOrUpdateStack|\bcfn(?:Update|ExecuteChangeSet)\b|\b(?:pulumi|amplify)\s+(?:up|publish)\b/;

/** Whether a pipeline file deploys, lines that are comments left out. */
export function deploys(text: string): boolean {
  return DEPLOYS.test(text.replaceAll(/^\s*(?:#|\/\/).*$/gm, ''));
}
