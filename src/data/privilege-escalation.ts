/**
 * Ways from what a role may do to what another principal may do, as AWS documents them for each API. Only ways that end with the
 * credentials of the other principal, or with its permissions, are listed; those that need credentials of a person are not.
 * Read 2026-11-22.
 */

/** A role is handed to a service, which then does with it what the caller says. */
export interface PassingTechnique {
  /** Who the role must trust. */
  readonly service: string;
  /** One action of each group is needed beside iam:PassRole. */
  readonly steps: readonly (readonly string[])[];
  /** What the caller makes, to end "passes it to" with. */
  readonly what: string;
  readonly source: string;
}

/** What the owner of a resource runs with its role is changed. */
export interface TakeoverTechnique {
  /** CloudFormation type, and the property that names its role. */
  readonly type: string;
  readonly role: string;
  /** Each alone is enough. */
  readonly actions: readonly string[];
  readonly what: string;
  readonly source: string;
}

/** Permissions are given to a principal directly. */
export interface GrantTechnique {
  readonly action: string;
  /** `own role`, `own policy`: what it must be allowed on; `trust`: another role's trust policy; `user`: any user; `boundary`: the own role's limit. */
  readonly on: 'own role' | 'own policy' | 'trust' | 'user' | 'boundary';
  readonly what: string;
  readonly source: string;
}

const INVOKE: readonly string[] = [
  'lambda:InvokeFunction',
  'lambda:CreateEventSourceMapping',
  'lambda:AddPermission',
  'lambda:CreateFunctionUrlConfig',
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html and the page of each API. */
export const PASSING_TECHNIQUES: readonly PassingTechnique[] = [
  {
    service: 'lambda.amazonaws.com',
    steps: [['lambda:CreateFunction'], INVOKE],
    what: 'a function of its own',
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html',
  },
  {
    service: 'lambda.amazonaws.com',
    steps: [['lambda:UpdateFunctionConfiguration'], ['lambda:UpdateFunctionCode']],
    what: 'a function whose code it replaces',
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html',
  },
  {
    service: 'states.amazonaws.com',
    steps: [['states:TestState']],
    what: 'a test of a state',
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html',
  },
  {
    service: 'states.amazonaws.com',
    steps: [
      ['states:CreateStateMachine', 'states:UpdateStateMachine'],
      ['states:StartExecution', 'states:StartSyncExecution'],
    ],
    what: 'a state machine of its own',
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html',
  },
  {
    service: 'scheduler.amazonaws.com',
    steps: [['scheduler:CreateSchedule', 'scheduler:UpdateSchedule']],
    what: 'a schedule, whose target is any API call',
    source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html',
  },
  {
    service: 'apigateway.amazonaws.com',
    steps: [['apigateway:PUT'], ['apigateway:POST']],
    what: 'an API whose integration is any API call',
    source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html',
  },
  {
    service: 'ecs-tasks.amazonaws.com',
    steps: [['ecs:RegisterTaskDefinition'], ['ecs:RunTask', 'ecs:StartTask', 'ecs:CreateService', 'ecs:UpdateService']],
    what: 'a container of its own',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
  },
  {
    service: 'ecs-tasks.amazonaws.com',
    steps: [['batch:RegisterJobDefinition'], ['batch:SubmitJob']],
    what: 'a batch job of its own',
    source: 'https://docs.aws.amazon.com/batch/latest/APIReference/API_RegisterJobDefinition.html',
  },
  {
    service: 'ec2.amazonaws.com',
    steps: [['ec2:RunInstances']],
    what: 'an instance with user data of its own',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2.html',
  },
  {
    service: 'ec2.amazonaws.com',
    steps: [['elasticmapreduce:RunJobFlow']],
    what: 'a cluster with steps of its own',
    source: 'https://docs.aws.amazon.com/emr/latest/APIReference/API_RunJobFlow.html',
  },
  {
    service: 'cloudformation.amazonaws.com',
    steps: [['cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:ExecuteChangeSet']],
    what: 'a stack with a template of its own',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  },
  {
    service: 'codebuild.amazonaws.com',
    steps: [
      ['codebuild:CreateProject', 'codebuild:UpdateProject'],
      ['codebuild:StartBuild', 'codebuild:StartBuildBatch'],
    ],
    what: 'a build with commands of its own',
    source: 'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html',
  },
  {
    service: 'glue.amazonaws.com',
    steps: [
      ['glue:CreateJob', 'glue:UpdateJob'],
      ['glue:StartJobRun', 'glue:CreateTrigger'],
    ],
    what: 'a Glue job of its own',
    source: 'https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html',
  },
  {
    service: 'glue.amazonaws.com',
    steps: [['glue:CreateSession'], ['glue:RunStatement']],
    what: 'an interactive Glue session',
    source: 'https://docs.aws.amazon.com/glue/latest/webapi/API_CreateSession.html',
  },
  {
    service: 'glue.amazonaws.com',
    steps: [['glue:CreateDevEndpoint']],
    what: 'a Glue development endpoint',
    source: 'https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDevEndpoint.html',
  },
  {
    service: 'sagemaker.amazonaws.com',
    steps: [['sagemaker:CreateNotebookInstance'], ['sagemaker:CreatePresignedNotebookInstanceUrl']],
    what: 'a notebook',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html',
  },
  {
    service: 'sagemaker.amazonaws.com',
    steps: [['sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob']],
    what: 'a job with an image of its own',
    source: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProcessingJob.html',
  },
  {
    service: 'datapipeline.amazonaws.com',
    steps: [['datapipeline:CreatePipeline'], ['datapipeline:PutPipelineDefinition'], ['datapipeline:ActivatePipeline']],
    what: 'a data pipeline',
    source: 'https://docs.aws.amazon.com/datapipeline/latest/APIReference/API_PutPipelineDefinition.html',
  },
  {
    service: 'bedrock-agentcore.amazonaws.com',
    steps: [
      ['bedrock-agentcore:CreateCodeInterpreter'],
      ['bedrock-agentcore:StartCodeInterpreterSession'],
      ['bedrock-agentcore:InvokeCodeInterpreter'],
    ],
    what: 'a code interpreter',
    source: 'https://docs.aws.amazon.com/bedrock-agentcore-control/latest/APIReference/API_CreateCodeInterpreter.html',
  },
  {
    service: 'tasks.apprunner.amazonaws.com',
    steps: [['apprunner:CreateService']],
    what: 'an App Runner service of its own',
    source: 'https://docs.aws.amazon.com/apprunner/latest/api/API_CreateService.html',
  },
  {
    service: 'ssm.amazonaws.com',
    steps: [['ssm:StartAutomationExecution']],
    what: 'an automation, whose steps are any API call',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartAutomationExecution.html',
  },
  {
    service: 'emr-serverless.amazonaws.com',
    steps: [['emr-serverless:StartJobRun']],
    what: 'an EMR Serverless job of its own',
    source: 'https://docs.aws.amazon.com/emr-serverless/latest/APIReference/API_StartJobRun.html',
  },
];

/** Changes to what runs with a role that the resource already has: none of them needs iam:PassRole. */
export const TAKEOVER_TECHNIQUES: readonly TakeoverTechnique[] = [
  {
    type: 'AWS::Lambda::Function',
    role: 'Role',
    actions: ['lambda:UpdateFunctionCode'],
    what: 'replaces the code of',
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html',
  },
  {
    type: 'AWS::Lambda::Function',
    role: 'Role',
    actions: ['lambda:UpdateFunctionConfiguration'],
    what: 'puts a layer of its own under',
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    role: 'RoleArn',
    actions: ['states:UpdateStateMachine'],
    what: 'rewrites the definition of',
    source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html',
  },
  {
    type: 'AWS::CodeBuild::Project',
    role: 'ServiceRole',
    actions: ['codebuild:StartBuild', 'codebuild:StartBuildBatch'],
    what: 'gives a buildspec of its own to',
    source: 'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html',
  },
];

/** Actions of IAM that give permissions. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_controlling.html */
export const GRANT_TECHNIQUES: readonly GrantTechnique[] = [
  {
    action: 'iam:PutRolePolicy',
    on: 'own role',
    what: 'writes a policy into itself',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html',
  },
  {
    action: 'iam:AttachRolePolicy',
    on: 'own role',
    what: 'attaches AdministratorAccess to itself',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html',
  },
  {
    action: 'iam:CreatePolicyVersion',
    on: 'own policy',
    what: 'rewrites a policy that is attached to it',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html',
  },
  {
    action: 'iam:UpdateAssumeRolePolicy',
    on: 'trust',
    what: 'makes the role trust it',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html',
  },
  {
    action: 'iam:CreateAccessKey',
    on: 'user',
    what: 'makes an access key for any user',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html',
  },
  {
    action: 'iam:CreateLoginProfile',
    on: 'user',
    what: 'sets a password for any user',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html',
  },
  {
    action: 'iam:UpdateLoginProfile',
    on: 'user',
    what: 'changes the password of any user',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateLoginProfile.html',
  },
  {
    action: 'iam:DeleteRolePermissionsBoundary',
    on: 'boundary',
    what: 'takes its permissions boundary away',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html',
  },
  {
    action: 'iam:PutRolePermissionsBoundary',
    on: 'boundary',
    what: 'puts another permissions boundary on itself',
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html',
  },
];
