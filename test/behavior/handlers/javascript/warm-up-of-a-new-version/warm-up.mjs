import { CodeDeploy } from '@aws-sdk/client-codedeploy';
import { Lambda } from '@aws-sdk/client-lambda';

const lambda = new Lambda();
const deployments = new CodeDeploy();

async function answers() {
  const { FunctionError } = await lambda.invoke({ FunctionName: process.env.NEW_VERSION, Payload: JSON.stringify({ article: 'turnip' }) });
  return FunctionError === undefined;
}

export const handler = async ({ DeploymentId, LifecycleEventHookExecutionId }) => {
  const status = (await answers()) ? 'Succeeded' : 'Failed';
  await deployments.putLifecycleEventHookExecutionStatus({ deploymentId: DeploymentId, lifecycleEventHookExecutionId: LifecycleEventHookExecutionId, status });
};
