/** Functions, workflows, containers, instances and what builds them. */
export const COMPUTE_RULES: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/lambda/latest/dg/permissions-user-function.html https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
  lambda: `
Invoke
  lambda:InvokeFunction function(FunctionName) if !Qualifier
  lambda:InvokeFunction function-alias(FunctionName,Qualifier) if Qualifier
InvokeWithResponseStream
  lambda:InvokeFunction function(FunctionName) if !Qualifier
  lambda:InvokeFunction function-alias(FunctionName,Qualifier) if Qualifier
InvokeAsync
  lambda:InvokeFunction function(FunctionName)
  lambda:InvokeAsync function(FunctionName) may -- AWS has documented both for this deprecated call
GetLayerVersion DeleteLayerVersion GetLayerVersionPolicy AddLayerVersionPermission RemoveLayerVersionPermission
  lambda:$OPERATION layerVersion(LayerName,VersionNumber)
GetLayerVersionByArn
  lambda:GetLayerVersion layerVersion(-,Arn)
CreateFunction
  lambda:CreateFunction function(FunctionName)
  lambda:GetLayerVersion layerVersion(-,Layers[]) if Layers -- Layers is given
  s3:GetObject s3:object(Code.S3Bucket,Code.S3Key) dependent if Code.S3Bucket -- Lambda reads the code with the caller's rights
UpdateFunctionConfiguration
  lambda:UpdateFunctionConfiguration function(FunctionName)
  lambda:GetLayerVersion layerVersion(-,Layers[]) if Layers -- Layers is given
UpdateFunctionCode
  lambda:UpdateFunctionCode function(FunctionName)
  s3:GetObject s3:object(S3Bucket,S3Key) dependent if S3Bucket -- Lambda reads the code with the caller's rights
GetProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig DeleteProvisionedConcurrencyConfig
  lambda:$OPERATION function-alias(FunctionName,Qualifier)
`,
  // https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html
  stepfunctions: `
DescribeExecution
  states:DescribeExecution execution(-,executionArn)
ListExecutions
  states:ListExecutions statemachine(stateMachineArn) if stateMachineArn
  states:ListExecutions maprun(-,-,mapRunArn) if mapRunArn
CreateStateMachineAlias
  states:CreateStateMachineAlias statemachine(routingConfiguration[].stateMachineVersionArn:version-arn)
DescribeStateMachineAlias UpdateStateMachineAlias DeleteStateMachineAlias
  states:$OPERATION statemachine(stateMachineAliasArn:version-arn)
DeleteStateMachineVersion
  states:DeleteStateMachineVersion statemachine(stateMachineVersionArn:version-arn)
`,
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security_iam_id-based-policy-examples.html
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html
  ecs: `
RunTask StartTask
  ecs:$OPERATION task-definition(taskDefinition)
  iam:PassRole iam:role(overrides.taskRoleArn) if overrides.taskRoleArn -- the task's role is handed to the service
  iam:PassRole iam:role(overrides.executionRoleArn) if overrides.executionRoleArn -- the task's execution role is handed to the service
  iam:PassRole iam:role() may -- the task definition may name roles, which are handed to the service
  ecs:TagResource task() if tags -- tags is given
DescribeServices
  ecs:DescribeServices service(cluster=default,services[])
DescribeTasks
  ecs:DescribeTasks task(cluster=default,tasks[])
StopTask
  ecs:StopTask task(cluster=default,task)
UpdateService DeleteService
  ecs:$OPERATION service(cluster=default,service)
CreateService
  ecs:CreateService service(cluster=default,serviceName)
ListTasks
  ecs:ListTasks container-instance(cluster,containerInstance) if containerInstance
  ecs:ListTasks * if !containerInstance
`,
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html; the resources of RunInstances are as many as its parameters.
  ec2: `
RunInstances
  ec2:RunInstances arn()
  ec2:CreateTags arn() if TagSpecifications -- TagSpecifications is given
  iam:PassRole iam:role() if IamInstanceProfile -- the role of the instance profile is handed to EC2
StartInstances StopInstances RebootInstances TerminateInstances
  ec2:$OPERATION instance(InstanceIds[])
CreateTags DeleteTags
  ec2:$OPERATION arn()
`,
  codebuild: `
BatchGetBuilds
  codebuild:BatchGetBuilds project()
StopBuild
  codebuild:StopBuild project()
StartBuild
  codebuild:StartBuild project(projectName)
`,
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodecommit.html
  codecommit: `
CreatePullRequest
  codecommit:CreatePullRequest repository(targets[].repositoryName)
`,
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/permissions-reference.html; the job tells the pipeline.
  codepipeline: `
PutJobSuccessResult PutJobFailureResult
  codepipeline:$OPERATION *
PutApprovalResult
  codepipeline:PutApprovalResult action(pipelineName,stageName,actionName)
`,
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/control-access-with-iam.html
  cloudformation: `
CreateStack UpdateStack CreateChangeSet
  own
  s3:GetObject s3:object(TemplateURL:s3-uri) dependent if TemplateURL -- CloudFormation reads the template with the caller's rights
ValidateTemplate GetTemplateSummary
  own
  s3:GetObject s3:object(TemplateURL:s3-uri) dependent if TemplateURL -- CloudFormation reads the template with the caller's rights
DescribeStacks DescribeStackEvents DescribeStackResources ListStackResources DescribeStackResource GetTemplate
  cloudformation:$OPERATION stack(StackName)
ExecuteChangeSet DeleteChangeSet DescribeChangeSet
  cloudformation:$OPERATION stack(StackName)
`,
};
