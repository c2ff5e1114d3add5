import { supportsResource } from '../../../data/iam-actions.ts';
import type { App } from '../../../model/app.ts';
import { resourceArn } from '../../../model/policy-text.ts';

interface Kind {
  /** CloudFormation type whose resources the actions of the service are asked on. */
  readonly type: string;
  /** Actions that are asked on a part of it, and the end of that part's ARN. */
  readonly parts?: { readonly actions: RegExp; readonly end: string; readonly also: boolean };
}

/** Services whose actions are asked on one type of resource, or a part of it.
 *  https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const KINDS: Readonly<Record<string, Kind>> = {
  dynamodb: { type: 'AWS::DynamoDB::Table', parts: { actions: /^(?:Query|Scan)$/, end: '/index/*', also: true } },
  s3: { type: 'AWS::S3::Bucket', parts: { actions: /Object|MultipartUpload/, end: '/*', also: false } },
  sqs: { type: 'AWS::SQS::Queue' },
  sns: { type: 'AWS::SNS::Topic' },
  lambda: { type: 'AWS::Lambda::Function' },
  states: { type: 'AWS::StepFunctions::StateMachine' },
  kinesis: { type: 'AWS::Kinesis::Stream' },
  firehose: { type: 'AWS::KinesisFirehose::DeliveryStream' },
  secretsmanager: { type: 'AWS::SecretsManager::Secret' },
  codebuild: { type: 'AWS::CodeBuild::Project' },
};

/** Actions of these services that are asked on other types. */
const OTHERS =
  /^dynamodb:.*(?:Stream|Backup|Global|Export|Import|Records|Shard)|^s3:.*(?:AccessPoint|Job|StorageLens|AccessGrants|AllMy)|^lambda:.*(?:Layer|EventSource|Microvm|Capacity|CodeSigning|Durable)|^states:.*(?:Execution|Activity|MapRun|Task)(?<!StartExecution|StartSyncExecution)$/;

/** The ARNs of the app's resources that actions can be asked on, as patterns with holes, without the functions that ask; a text is why
 *  these are not clear. */
export function ownArns(app: App, actions: readonly string[], askers: readonly string[]): readonly string[] | string {
  const found = new Set<string>();
  for (const action of actions) {
    const [service = '', name = ''] = action.split(':');
    if (supportsResource(service, name) !== true) continue;
    const kind = KINDS[service];
    const own =
      kind === undefined || OTHERS.test(action)
        ? []
        : app
            .ofType(kind.type)
            .filter(({ id }) => !askers.includes(id))
            .flatMap((resource) => resourceArn(app, resource) ?? []);
    if (kind === undefined || own.length === 0) return `on which resources ${action} is needed is not in the template`;
    const isPart = kind.parts?.actions.test(name) === true;
    for (const arn of own) {
      if (!isPart || kind.parts.also) found.add(arn);
      if (isPart) found.add(arn + kind.parts.end);
    }
  }
  return [...found];
}
