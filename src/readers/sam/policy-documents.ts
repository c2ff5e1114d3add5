import type { Buildable } from '../../util/node.ts';

/** Kinds of places a function's results and failures are sent to. */
export type Destination = 'SQS' | 'SNS' | 'EventBridge' | 'Lambda' | 'S3Bucket';

const ACTIONS: Readonly<Record<Exclude<Destination, 'S3Bucket'>, { readonly action: string; readonly suffix: string }>> = {
  SQS: { action: 'sqs:SendMessage', suffix: 'SQSPolicy' },
  SNS: { action: 'sns:publish', suffix: 'SNSPolicy' },
  EventBridge: { action: 'events:PutEvents', suffix: 'EventBridgePolicy' },
  Lambda: { action: 'lambda:InvokeFunction', suffix: 'LambdaPolicy' },
};

/** The inline policy that lets a role send to a destination; the policy is named after `id`. */
export function destinationPolicy(type: Destination, id: string, arn: Buildable): Buildable {
  if (type === 'S3Bucket') {
    return inlinePolicy(`${id}S3Policy`, [
      { Action: 's3:PutObject', Effect: 'Allow', Resource: { 'Fn::Join': ['/', [arn, '*']] } },
      { Action: 's3:ListBucket', Effect: 'Allow', Resource: arn },
    ]);
  }
  const { action, suffix } = ACTIONS[type];
  return inlinePolicy(`${id}${suffix}`, [{ Action: action, Effect: 'Allow', Resource: arn }]);
}

/** The inline policy that lets a role start a state machine. */
export function startExecutionPolicy(id: string, stateMachineArn: Buildable): Buildable {
  return inlinePolicy(`${id}StartExecutionPolicy`, [{ Action: 'states:StartExecution', Effect: 'Allow', Resource: stateMachineArn }]);
}

/** An inline policy without a version, as AWS's translator writes it. */
export function inlinePolicy(name: string, statements: readonly Buildable[]): Buildable {
  return { PolicyName: name, PolicyDocument: { Statement: statements } };
}

/** The queue policy that lets a service send the messages of one source. */
export function sendMessagePolicy(principal: Buildable, sourceArn: Buildable, queueArn: Buildable): Buildable {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Action: 'sqs:SendMessage',
        Effect: 'Allow',
        Principal: principal,
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': sourceArn } },
      },
    ],
  };
}
