/** Secrets, parameters, keys, tokens and users. */
export const IDENTITY_RULES: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
  sts: `
GetCallerIdentity
  free -- it needs no permission, and an explicit denial does not stop it
GetSessionToken
  free -- it needs no permission
AssumeRole
  own
  sts:TagSession role(RoleArn) if Tags -- Tags is given
  sts:SetSourceIdentity role(RoleArn) if SourceIdentity -- SourceIdentity is given
`,
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_batch.html
  secretsmanager: `
BatchGetSecretValue
  own
  secretsmanager:GetSecretValue Secret(SecretIdList[]) if SecretIdList -- each secret of the list
  secretsmanager:GetSecretValue Secret() if Filters -- each secret that the filters find
  secretsmanager:ListSecrets * if Filters -- Filters is given
CreateSecret
  own
  secretsmanager:TagResource Secret(Name) if Tags -- Tags is given
  secretsmanager:ReplicateSecretToRegions Secret(Name) if AddReplicaRegions -- AddReplicaRegions is given
RotateSecret
  own
  lambda:InvokeFunction lambda:function(RotationLambdaARN) dependent if RotationLambdaARN -- Secrets Manager tries the rotation function with the caller's rights
`,
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/security_iam_id-based-policy-examples.html
  ssm: String.raw`
GetParameter
  own
  secretsmanager:GetSecretValue secretsmanager:Secret(Name:secret-reference) dependent if Name~~^/aws/reference/secretsmanager/ -- the parameter stands for a secret
GetParameters
  own
  secretsmanager:GetSecretValue secretsmanager:Secret(Names[]:secret-reference) dependent if Names[]~~^/aws/reference/secretsmanager/ -- the parameter stands for a secret
GetParametersByPath
  ssm:GetParametersByPath parameter(Path)
PutParameter
  own
  ssm:AddTagsToResource parameter(Name) if Tags -- Tags is given
AddTagsToResource RemoveTagsFromResource ListTagsForResource
  ssm:$OPERATION parameter(ResourceId) if ResourceType~^parameter$
  ssm:$OPERATION arn() if !ResourceType~^parameter$
SendCommand
  ssm:SendCommand document(DocumentName)
  ssm:SendCommand instance(InstanceIds[]) if InstanceIds
  ssm:SendCommand arn() if Targets -- the targets
StartAutomationExecution
  ssm:StartAutomationExecution automation-definition(DocumentName,DocumentVersion)
StartSession
  ssm:StartSession instance(Target)
  ssm:StartSession document(DocumentName) if DocumentName
GetServiceSetting UpdateServiceSetting ResetServiceSetting
  ssm:$OPERATION servicesetting(SettingId)
GetPatchBaseline DeletePatchBaseline UpdatePatchBaseline
  ssm:$OPERATION patchbaseline(BaselineId)
GetMaintenanceWindow DeleteMaintenanceWindow
  ssm:$OPERATION maintenancewindow(WindowId)
`,
  // https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
  kms: `
ReEncrypt
  kms:ReEncryptFrom key(SourceKeyId)
  kms:ReEncryptTo key(DestinationKeyId)
CreateAlias UpdateAlias
  kms:$OPERATION alias(AliasName)
  kms:$OPERATION key(TargetKeyId)
DeleteAlias
  kms:DeleteAlias alias(AliasName)
  kms:DeleteAlias key()
GenerateRandom
  kms:GenerateRandom *
`,
  // These are called with the user's access token. https://docs.aws.amazon.com/cognito/latest/developerguide/security_iam_service-with-iam.html
  'cognito-idp': `
StartWebAuthnRegistration CompleteWebAuthnRegistration ListWebAuthnCredentials DeleteWebAuthnCredential GetUserAuthFactors
  free -- the user's access token authorizes it
`,
  // https://docs.aws.amazon.com/cognito/latest/developerguide/security_iam_service-with-iam.html; the roles stand as values of a map.
  'cognito-identity': `
SetIdentityPoolRoles
  own
  iam:PassRole iam:role() if Roles -- the pool's roles are handed to Cognito
`,
};
