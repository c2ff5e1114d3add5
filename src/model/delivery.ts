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
  /\bsam\s+(?:deploy|sync|pipeline)\b|\baws\s+cloudformation\s+(?:deploy|(?:create|update)-stack|(?:create|execute)-change-set)\b|\bcdk\s+deploy\b|\b(?:serverless|sls)\s+deploy\b|\b(?:terraform|tofu)\s+apply\b|\baws\s+(?:deploy|codepipeline)\s|\baws\s+lambda\s+update-function-code\b|aws-actions\/(?:aws-cloudformation-github-deploy|aws-lambda-deploy|aws-codebuild-run-build)|aws-(?:cloudformation|sam|lambda)-deploy|CloudFormationCreateOrUpdateStack|\bcfn(?:Update|ExecuteChangeSet)\b|\b(?:pulumi|amplify)\s+(?:up|publish|push)\b|\bamplifyPush\b|\bampx\s+pipeline-deploy\b/;

/** What a workflow needs to reach AWS, and steps by which it then hands a built app to a pipeline that deploys. */
const CREDENTIALS = /aws-actions\/configure-aws-credentials|\bAWS_ACCESS_KEY_ID\b/;
const HANDS_OVER =
  /\bsam\s+package\b|\baws\s+s3\s+(?:cp|sync)\b|\buses:\s*["']?(?!actions\/|github\/|pypa\/)[\w./-]*(?:deploy|upload|publish)/;

/** A build of CodeBuild whose artifact is a packaged template: a pipeline runs it, and deploys the artifact. */
const PACKAGES = /\bsam\s+package\b|\baws\s+cloudformation\s+package\b/;
const ARTIFACTS = /^artifacts:/m;

/** Whether a pipeline file deploys, or hands over to what does; lines that are comments left out. */
export function deploys(text: string): boolean {
  const code = text.replaceAll(/^\s*(?:#|\/\/).*$/gm, '');
  return DEPLOYS.test(code) || (CREDENTIALS.test(code) && HANDS_OVER.test(code)) || (PACKAGES.test(code) && ARTIFACTS.test(code));
}
