import type { PolicyTemplateGrant } from './grant.ts';

/** SAM policy templates for operating an account: images, stacks, metrics, repositories, pipelines, clusters.
 *  Facts of https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
export const OPERATION_POLICY_TEMPLATES: { readonly [name: string]: readonly PolicyTemplateGrant[] } = {
  AMIDescribePolicy: [{ service: 'ec2', actions: 'DescribeImages', resource: '*' }],
  CloudFormationDescribeStacksPolicy: [{ service: 'cloudformation', actions: 'DescribeStacks', resource: 'stack/*' }],
  CloudWatchDashboardPolicy: [{ service: 'cloudwatch', actions: 'GetDashboard ListDashboards PutDashboard ListMetrics', resource: '*' }],
  CloudWatchDescribeAlarmHistoryPolicy: [{ service: 'cloudwatch', actions: 'DescribeAlarmHistory', resource: '*' }],
  CloudWatchPutMetricPolicy: [{ service: 'cloudwatch', actions: 'PutMetricData', resource: '*' }],
  CodeCommitCrudPolicy: [
    {
      service: 'codecommit',
      actions: `
        GitPull GitPush CreateBranch DeleteBranch GetBranch ListBranches MergeBranchesByFastForward MergeBranchesBySquash
        MergeBranchesByThreeWay UpdateDefaultBranch BatchDescribeMergeConflicts CreateUnreferencedMergeCommit DescribeMergeConflicts
        GetMergeCommit GetMergeOptions BatchGetPullRequests CreatePullRequest DescribePullRequestEvents GetCommentsForPullRequest
        GetCommitsFromMergeBase GetMergeConflicts GetPullRequest ListPullRequests MergePullRequestByFastForward
        MergePullRequestBySquash MergePullRequestByThreeWay PostCommentForPullRequest UpdatePullRequestDescription
        UpdatePullRequestStatus UpdatePullRequestTitle DeleteFile GetBlob GetFile GetFolder PutFile DeleteCommentContent GetComment
        GetCommentsForComparedCommit PostCommentForComparedCommit PostCommentReply UpdateComment BatchGetCommits CreateCommit
        GetCommit GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository UpdateRepositoryDescription
        ListTagsForResource TagResource UntagResource GetRepositoryTriggers PutRepositoryTriggers TestRepositoryTriggers GetBranch
        GetCommit UploadArchive GetUploadArchiveStatus CancelUploadArchive`,
      resource: '{RepositoryName}',
    },
  ],
  CodeCommitReadPolicy: [
    {
      service: 'codecommit',
      actions: `
        GitPull GetBranch ListBranches BatchDescribeMergeConflicts DescribeMergeConflicts GetMergeCommit GetMergeOptions
        BatchGetPullRequests DescribePullRequestEvents GetCommentsForPullRequest GetCommitsFromMergeBase GetMergeConflicts
        GetPullRequest ListPullRequests GetBlob GetFile GetFolder GetComment GetCommentsForComparedCommit BatchGetCommits GetCommit
        GetCommitHistory GetDifferences GetObjectIdentifier GetReferences GetTree GetRepository ListTagsForResource
        GetRepositoryTriggers TestRepositoryTriggers GetBranch GetCommit GetUploadArchiveStatus`,
      resource: '{RepositoryName}',
    },
  ],
  CodePipelineLambdaExecutionPolicy: [{ service: 'codepipeline', actions: 'PutJobSuccessResult PutJobFailureResult', resource: '*' }],
  CodePipelineReadOnlyPolicy: [{ service: 'codepipeline', actions: 'ListPipelineExecutions', resource: '{pipelinename=PipelineName}' }],
  CostExplorerReadOnlyPolicy: [
    {
      service: 'ce',
      actions: `
        GetCostAndUsage GetDimensionValues GetReservationCoverage GetReservationPurchaseRecommendation GetReservationUtilization
        GetTags`,
      resource: '*',
    },
  ],
  EC2CopyImagePolicy: [{ service: 'ec2', actions: 'CopyImage', resource: 'image/{ImageId}' }],
  EC2DescribePolicy: [{ service: 'ec2', actions: 'DescribeRegions DescribeInstances', resource: '*' }],
  EKSDescribePolicy: [{ service: 'eks', actions: 'DescribeCluster ListClusters', resource: '*' }],
  EcsRunTaskPolicy: [{ service: 'ecs', actions: 'RunTask', resource: 'task-definition/{TaskDefinition}' }],
  ElasticMapReduceAddJobFlowStepsPolicy: [{ service: 'elasticmapreduce', action: 'AddJobFlowSteps', resource: 'cluster/{ClusterId}' }],
  ElasticMapReduceCancelStepsPolicy: [{ service: 'elasticmapreduce', action: 'CancelSteps', resource: 'cluster/{ClusterId}' }],
  ElasticMapReduceModifyInstanceFleetPolicy: [
    { service: 'elasticmapreduce', actions: 'ModifyInstanceFleet ListInstanceFleets', resource: 'cluster/{ClusterId}' },
  ],
  ElasticMapReduceModifyInstanceGroupsPolicy: [
    { service: 'elasticmapreduce', actions: 'ModifyInstanceGroups ListInstanceGroups', resource: 'cluster/{ClusterId}' },
  ],
  ElasticMapReduceSetTerminationProtectionPolicy: [
    { service: 'elasticmapreduce', action: 'SetTerminationProtection', resource: 'cluster/{ClusterId}' },
  ],
  ElasticMapReduceTerminateJobFlowsPolicy: [{ service: 'elasticmapreduce', action: 'TerminateJobFlows', resource: 'cluster/{ClusterId}' }],
  FilterLogEventsPolicy: [{ service: 'logs', actions: 'FilterLogEvents', resource: 'log-group:{LogGroupName}:log-stream:*' }],
  MobileAnalyticsWriteOnlyAccessPolicy: [{ service: 'mobileanalytics', actions: 'PutEvents', resource: '*' }],
  OrganizationsListAccountsPolicy: [{ service: 'organizations', actions: 'ListAccounts', resource: '*' }],
  Route53ChangeResourceRecordSetsPolicy: [
    { service: 'route53', actions: 'ChangeResourceRecordSets', resource: 'hostedzone/{HostedZoneId=HostedZoneId}' },
  ],
  ServerlessRepoReadWriteAccessPolicy: [
    {
      service: 'serverlessrepo',
      actions: `
        CreateApplication CreateApplicationVersion UpdateApplication GetApplication ListApplications ListApplicationVersions
        ListApplicationDependencies`,
      resource: ['applications/*'],
    },
  ],
  VPCAccessPolicy: [
    {
      service: 'ec2',
      actions: 'CreateNetworkInterface DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface',
      resource: '*',
    },
  ],
};
