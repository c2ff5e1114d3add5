import type { Stage } from '../../../model/api/api.ts';

/** Whether no resource stands for a stage, and a deployment that names it makes it. */
export function isMadeByDeployment(stage: Stage): boolean {
  return stage.resource?.type === 'AWS::ApiGateway::Deployment';
}
