import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

const sfn = new SFNClient({});
const stateMachineArn = process.env.TREATMENT_ARN;

export const handler = async (event) => {
  const input = JSON.stringify({ patient: event.patient });
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input }));
  return { executionArn };
};
