import { SFNClient, SendTaskSuccessCommand, SendTaskFailureCommand } from '@aws-sdk/client-sfn';

const sfn = new SFNClient({});

export const handler = async ({ queryStringParameters: { token, answer } }) => {
  const Command = answer === 'yes' ? SendTaskSuccessCommand : SendTaskFailureCommand;
  const input = answer === 'yes' ? { taskToken: token, output: '{}' } : { taskToken: token, error: 'Refused' };
  await sfn.send(new Command(input));
  return { statusCode: 200, body: 'Thank you' };
};
