/** Models, and services that read and write with the caller's rights. */
export const MACHINE_LEARNING_RULES: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/bedrock/latest/userguide/inference-prereq.html https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-permissions-id.html
  'bedrock-runtime': `
InvokeModel
  bedrock:InvokeModel foundation-model(modelId:bedrock-model)
  bedrock:ApplyGuardrail guardrail(guardrailIdentifier) if guardrailIdentifier -- guardrailIdentifier is given
InvokeModelWithResponseStream
  bedrock:InvokeModelWithResponseStream foundation-model(modelId:bedrock-model)
  bedrock:ApplyGuardrail guardrail(guardrailIdentifier) if guardrailIdentifier -- guardrailIdentifier is given
InvokeModelWithBidirectionalStream
  bedrock:InvokeModelWithResponseStream foundation-model(modelId:bedrock-model)
Converse
  bedrock:InvokeModel foundation-model(modelId:bedrock-model)
  bedrock:ApplyGuardrail guardrail(guardrailConfig.guardrailIdentifier) if guardrailConfig -- guardrailConfig is given
ConverseStream
  bedrock:InvokeModelWithResponseStream foundation-model(modelId:bedrock-model)
  bedrock:ApplyGuardrail guardrail(guardrailConfig.guardrailIdentifier) if guardrailConfig -- guardrailConfig is given
CountTokens
  bedrock:CountTokens foundation-model(modelId:bedrock-model)
StartAsyncInvoke
  bedrock:InvokeModel foundation-model(modelId:bedrock-model)
  s3:PutObject s3:object(outputDataConfig.s3OutputDataConfig.s3Uri:s3-uri) dependent -- Bedrock writes the output with the caller's rights
`,
  // https://docs.aws.amazon.com/bedrock/latest/userguide/knowledge-base-prereq-permissions-general.html
  'bedrock-agent-runtime': `
RetrieveAndGenerate
  bedrock:RetrieveAndGenerate *
  bedrock:Retrieve knowledge-base(retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.knowledgeBaseId) dependent if retrieveAndGenerateConfiguration.knowledgeBaseConfiguration -- Bedrock searches the knowledge base with the caller's rights
  bedrock:InvokeModel foundation-model(retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.modelArn|retrieveAndGenerateConfiguration.externalSourcesConfiguration.modelArn:bedrock-model) dependent -- Bedrock asks the model with the caller's rights
RetrieveAndGenerateStream
  bedrock:RetrieveAndGenerate *
  bedrock:Retrieve knowledge-base(retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.knowledgeBaseId) dependent if retrieveAndGenerateConfiguration.knowledgeBaseConfiguration -- Bedrock searches the knowledge base with the caller's rights
  bedrock:InvokeModelWithResponseStream foundation-model(retrieveAndGenerateConfiguration.knowledgeBaseConfiguration.modelArn|retrieveAndGenerateConfiguration.externalSourcesConfiguration.modelArn:bedrock-model) dependent -- Bedrock asks the model with the caller's rights
InvokeFlow
  bedrock:InvokeFlow flow-alias(flowIdentifier,flowAliasIdentifier)
`,
  // https://docs.aws.amazon.com/rekognition/latest/dg/security_iam_service-with-iam.html https://docs.aws.amazon.com/rekognition/latest/dg/images-s3.html
  rekognition: `
DetectFaces DetectLabels DetectModerationLabels DetectProtectiveEquipment DetectText RecognizeCelebrities
  rekognition:$OPERATION *
  s3:GetObject s3:object(Image.S3Object.Bucket,Image.S3Object.Name) dependent if Image.S3Object -- Rekognition reads the image with the caller's rights
CompareFaces
  rekognition:CompareFaces *
  s3:GetObject s3:object(SourceImage.S3Object.Bucket,SourceImage.S3Object.Name) dependent if SourceImage.S3Object -- Rekognition reads the image with the caller's rights
  s3:GetObject s3:object(TargetImage.S3Object.Bucket,TargetImage.S3Object.Name) dependent if TargetImage.S3Object -- Rekognition reads the image with the caller's rights
IndexFaces SearchFacesByImage SearchUsersByImage
  rekognition:$OPERATION collection(CollectionId)
  s3:GetObject s3:object(Image.S3Object.Bucket,Image.S3Object.Name) dependent if Image.S3Object -- Rekognition reads the image with the caller's rights
DetectCustomLabels
  rekognition:DetectCustomLabels projectversion(-,-,ProjectVersionArn)
  s3:GetObject s3:object(Image.S3Object.Bucket,Image.S3Object.Name) dependent if Image.S3Object -- Rekognition reads the image with the caller's rights
StartCelebrityRecognition StartContentModeration StartFaceDetection StartLabelDetection StartPersonTracking StartSegmentDetection StartTextDetection
  rekognition:$OPERATION *
  s3:GetObject s3:object(Video.S3Object.Bucket,Video.S3Object.Name) dependent -- Rekognition reads the video with the caller's rights
StartFaceSearch
  rekognition:StartFaceSearch collection(CollectionId)
  s3:GetObject s3:object(Video.S3Object.Bucket,Video.S3Object.Name) dependent -- Rekognition reads the video with the caller's rights
`,
  // https://docs.aws.amazon.com/textract/latest/dg/security_iam_service-with-iam.html https://docs.aws.amazon.com/textract/latest/dg/api-async.html
  textract: `
AnalyzeDocument AnalyzeExpense DetectDocumentText
  textract:$OPERATION *
  s3:GetObject s3:object(Document.S3Object.Bucket,Document.S3Object.Name) dependent if Document.S3Object -- Textract reads the document with the caller's rights
AnalyzeID
  textract:AnalyzeID *
  s3:GetObject s3:object(DocumentPages[].S3Object.Bucket,DocumentPages[].S3Object.Name) dependent if DocumentPages[].S3Object -- Textract reads the document with the caller's rights
StartDocumentAnalysis StartDocumentTextDetection StartExpenseAnalysis StartLendingAnalysis
  textract:$OPERATION *
  s3:GetObject s3:object(DocumentLocation.S3Object.Bucket,DocumentLocation.S3Object.Name) dependent -- Textract reads the document with the caller's rights
  s3:PutObject s3:object(OutputConfig.S3Bucket) dependent if OutputConfig -- Textract writes the result with the caller's rights
`,
  // https://docs.aws.amazon.com/transcribe/latest/dg/security_iam_id-based-policy-examples.html
  // https://docs.aws.amazon.com/transcribe/latest/APIReference/API_StartTranscriptionJob.html; with a data access role the service uses that.
  transcribe: `
StartTranscriptionJob
  own
  s3:GetObject s3:object(Media.MediaFileUri:s3-uri) dependent if !JobExecutionSettings.DataAccessRoleArn -- Transcribe reads the media with the caller's rights
  s3:PutObject s3:object(OutputBucketName) dependent if OutputBucketName -- Transcribe writes the transcript with the caller's rights
StartMedicalTranscriptionJob
  own
  s3:GetObject s3:object(Media.MediaFileUri:s3-uri) dependent -- Transcribe reads the media with the caller's rights
  s3:PutObject s3:object(OutputBucketName) dependent -- Transcribe writes the transcript with the caller's rights
`,
  'transcribe-streaming': `
StartStreamTranscription StartMedicalStreamTranscription StartCallAnalyticsStreamTranscription StartMedicalScribeStream GetMedicalScribeStream
  transcribe:$OPERATION *
`,
  // https://docs.aws.amazon.com/polly/latest/dg/asynchronous-iam.html
  polly: `
StartSpeechSynthesisTask
  own
  s3:PutObject s3:object(OutputS3BucketName) dependent -- Polly writes the speech with the caller's rights
  sns:Publish sns:topic(SnsTopicArn) dependent if SnsTopicArn -- Polly tells the topic with the caller's rights
SynthesizeSpeech
  polly:SynthesizeSpeech lexicon(LexiconNames[]) if LexiconNames
  polly:SynthesizeSpeech * if !LexiconNames
`,
  // https://docs.aws.amazon.com/comprehend/latest/dg/security_iam_service-with-iam.html; an endpoint stands for a custom model.
  comprehend: `
DetectEntities DetectKeyPhrases DetectSentiment DetectSyntax DetectTargetedSentiment DetectDominantLanguage DetectPiiEntities DetectToxicContent ContainsPiiEntities
  comprehend:$OPERATION *
BatchDetectDominantLanguage BatchDetectEntities BatchDetectKeyPhrases BatchDetectSentiment BatchDetectSyntax BatchDetectTargetedSentiment
  comprehend:$OPERATION *
`,
  // https://docs.aws.amazon.com/comprehend-medical/latest/dev/security-iam-accesscontrol.html; the older operation is decided with the newer's action.
  comprehendmedical: `
DetectEntities
  comprehendmedical:DetectEntitiesV2 *
`,
  'sagemaker-runtime': `
InvokeEndpoint InvokeEndpointAsync
  sagemaker:$OPERATION endpoint(EndpointName)
InvokeEndpointWithResponseStream
  sagemaker:InvokeEndpointWithResponseStream endpoint(EndpointName)
`,
  // https://docs.aws.amazon.com/translate/latest/dg/security_iam_id-based-policy-examples.html
  translate: `
TranslateText TranslateDocument
  own
  comprehend:DetectDominantLanguage * dependent if SourceLanguageCode~^auto$ -- Translate has the language detected with the caller's rights
`,
};
