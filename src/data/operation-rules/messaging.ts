/** Queues, topics, buses, streams, devices and mail. */
export const MESSAGING_RULES: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html
  sqs: `
SendMessageBatch
  sqs:SendMessage queue(QueueUrl)
DeleteMessageBatch
  sqs:DeleteMessage queue(QueueUrl)
ChangeMessageVisibilityBatch
  sqs:ChangeMessageVisibility queue(QueueUrl)
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
StartMessageMoveTask
  sqs:StartMessageMoveTask,sqs:ReceiveMessage,sqs:DeleteMessage,sqs:GetQueueAttributes queue(SourceArn)
  sqs:SendMessage queue(DestinationArn) if DestinationArn -- the destination of the messages
  sqs:SendMessage queue() if !DestinationArn -- the queues that the messages came from
ListMessageMoveTasks
  sqs:ListMessageMoveTasks queue(SourceArn)
`,
  // https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html; a text message to a number has no topic.
  sns: `
Publish
  sns:Publish topic(TopicArn|TargetArn) if TopicArn|TargetArn
  sns:Publish * if PhoneNumber
PublishBatch
  sns:Publish topic(TopicArn)
`,
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html
  events: `
PutEvents
  events:PutEvents event-bus(Entries[].EventBusName=default)
DescribeEventBus
  events:DescribeEventBus event-bus(Name=default)
PutRule DeleteRule DescribeRule DisableRule EnableRule
  events:$OPERATION rule-on-default-event-bus(Name) if !EventBusName
  events:$OPERATION rule-on-custom-event-bus(EventBusName,Name) if EventBusName
PutTargets RemoveTargets ListTargetsByRule
  events:$OPERATION rule-on-default-event-bus(Rule) if !EventBusName
  events:$OPERATION rule-on-custom-event-bus(EventBusName,Rule) if EventBusName
CreateArchive
  events:CreateArchive archive(ArchiveName)
  events:CreateArchive event-bus(EventSourceArn)
StartReplay
  events:StartReplay replay(ReplayName)
  events:StartReplay archive(EventSourceArn)
`,
  // https://docs.aws.amazon.com/scheduler/latest/UserGuide/security_iam_id-based-policies.html
  scheduler: `
CreateSchedule GetSchedule UpdateSchedule
  scheduler:$OPERATION schedule(GroupName=default,Name)
DeleteSchedule
  scheduler:DeleteSchedule schedule(GroupName=default,Name)
`,
  // https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html; GetRecords need not name the stream of its iterator.
  kinesis: `
SubscribeToShard
  kinesis:SubscribeToShard consumer(-,-,-,ConsumerARN)
DescribeStreamConsumer DeregisterStreamConsumer
  kinesis:$OPERATION consumer(-,-,ConsumerName,ConsumerARN)
`,
  // https://docs.aws.amazon.com/iot/latest/developerguide/iot-policy-actions.html
  'iot-data': `
Publish
  iot:Publish topic(topic)
  iot:RetainPublish topic(topic) if retain -- retain is given
`,
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html
  apigatewaymanagementapi: `
PostToConnection
  execute-api:ManageConnections execute-api-general($Endpoint:api-endpoint,$Endpoint:api-endpoint,-=POST,-=@connections/*)
GetConnection
  execute-api:ManageConnections execute-api-general($Endpoint:api-endpoint,$Endpoint:api-endpoint,-=GET,-=@connections/*)
DeleteConnection
  execute-api:ManageConnections execute-api-general($Endpoint:api-endpoint,$Endpoint:api-endpoint,-=DELETE,-=@connections/*)
`,
  // https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html
  ses: `
SendEmail
  ses:SendEmail identity(Source:email)
  ses:SendEmail configuration-set(ConfigurationSetName) if ConfigurationSetName -- ConfigurationSetName is given
SendRawEmail
  ses:SendRawEmail identity(Source:email)
  ses:SendRawEmail configuration-set(ConfigurationSetName) if ConfigurationSetName -- ConfigurationSetName is given
SendTemplatedEmail
  ses:SendTemplatedEmail identity(Source:email)
  ses:SendTemplatedEmail template(Template)
  ses:SendTemplatedEmail configuration-set(ConfigurationSetName) if ConfigurationSetName -- ConfigurationSetName is given
SendBulkTemplatedEmail
  ses:SendBulkTemplatedEmail identity(Source:email)
  ses:SendBulkTemplatedEmail template(Template)
  ses:SendBulkTemplatedEmail configuration-set(ConfigurationSetName) if ConfigurationSetName -- ConfigurationSetName is given
`,
  // Version 2 of the API is decided with the actions of the first for what is sent.
  sesv2: `
SendEmail
  ses:SendEmail identity(FromEmailAddressIdentityArn|FromEmailAddress:email) if !Content.Raw
  ses:SendRawEmail identity(FromEmailAddressIdentityArn|FromEmailAddress:email) if Content.Raw
  ses:SendTemplatedEmail identity(FromEmailAddressIdentityArn|FromEmailAddress:email) may if Content.Template -- a template is sent
  ses:SendEmail template(Content.Template.TemplateArn|Content.Template.TemplateName) may if Content.Template -- a template is sent
  ses:SendEmail configuration-set(ConfigurationSetName) if ConfigurationSetName & !Content.Raw -- ConfigurationSetName is given
  ses:SendRawEmail configuration-set(ConfigurationSetName) if ConfigurationSetName & Content.Raw -- ConfigurationSetName is given
SendBulkEmail
  ses:SendBulkEmail identity(FromEmailAddressIdentityArn|FromEmailAddress:email)
  ses:SendBulkTemplatedEmail identity(FromEmailAddressIdentityArn|FromEmailAddress:email) may -- a template is sent
  ses:SendBulkEmail template(DefaultContent.Template.TemplateArn|DefaultContent.Template.TemplateName)
  ses:SendBulkEmail configuration-set(ConfigurationSetName) if ConfigurationSetName -- ConfigurationSetName is given
`,
};
