/** Objects: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html and the Permissions section of each operation's page:
 *  https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 *  A version is read and deleted with actions of its own, which stand in place of the current object's. */
export const S3_OBJECT_RULES: string = String.raw`
GetObject HeadObject
  s3:GetObject object(Bucket,Key) if !VersionId
  s3:GetObjectVersion object(Bucket,Key) if VersionId -- VersionId is given
SelectObjectContent
  s3:GetObject object(Bucket,Key)
GetObjectAttributes
  s3:GetObject,s3:GetObjectAttributes object(Bucket,Key) if !VersionId
  s3:GetObjectVersion,s3:GetObjectVersionAttributes object(Bucket,Key) if VersionId -- VersionId is given
GetObjectAcl
  s3:GetObjectAcl object(Bucket,Key) if !VersionId
  s3:GetObjectVersionAcl object(Bucket,Key) if VersionId -- VersionId is given
GetObjectTagging
  s3:GetObjectTagging object(Bucket,Key) if !VersionId
  s3:GetObjectVersionTagging object(Bucket,Key) if VersionId -- VersionId is given
PutObjectAcl
  s3:PutObjectAcl object(Bucket,Key) if !VersionId
  s3:PutObjectVersionAcl object(Bucket,Key) if VersionId -- VersionId is given
PutObjectTagging
  s3:PutObjectTagging object(Bucket,Key) if !VersionId
  s3:PutObjectVersionTagging object(Bucket,Key) if VersionId -- VersionId is given
DeleteObjectTagging
  s3:DeleteObjectTagging object(Bucket,Key) if !VersionId
  s3:DeleteObjectVersionTagging object(Bucket,Key) if VersionId -- VersionId is given

PutObject CreateMultipartUpload
  s3:PutObject object(Bucket,Key)
  s3:PutObjectAcl object(Bucket,Key) if ACL|GrantFullControl|GrantRead|GrantReadACP|GrantWriteACP -- an access control list is given
  s3:PutObjectTagging object(Bucket,Key) if Tagging -- Tagging is given
  s3:PutObjectRetention object(Bucket,Key) if ObjectLockMode|ObjectLockRetainUntilDate -- a retention is given
  s3:PutObjectLegalHold object(Bucket,Key) if ObjectLockLegalHoldStatus -- a legal hold is given
UploadPart CompleteMultipartUpload
  s3:PutObject object(Bucket,Key)
ListParts
  s3:ListMultipartUploadParts object(Bucket,Key)
PutObjectRetention
  own
  s3:BypassGovernanceRetention object(Bucket,Key) if BypassGovernanceRetention -- BypassGovernanceRetention is given

# The tags of the source are copied with it unless others are given: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
CopyObject
  s3:GetObject object(CopySource:copy-source,CopySource:copy-source) if !CopySource~versionId= -- the source of the copy
  s3:GetObjectVersion object(CopySource:copy-source,CopySource:copy-source) if CopySource~versionId= -- the version that is the source of the copy
  s3:PutObject object(Bucket,Key)
  s3:GetObjectTagging object(CopySource:copy-source,CopySource:copy-source) may if !TaggingDirective~replace & !CopySource~versionId= -- the source may have tags
  s3:GetObjectVersionTagging object(CopySource:copy-source,CopySource:copy-source) may if !TaggingDirective~replace & CopySource~versionId= -- the source may have tags
  s3:PutObjectTagging object(Bucket,Key) if Tagging -- Tagging is given
  s3:PutObjectTagging object(Bucket,Key) may if !Tagging & !TaggingDirective~replace -- the source may have tags
  s3:PutObjectAcl object(Bucket,Key) if ACL|GrantFullControl|GrantRead|GrantReadACP|GrantWriteACP -- an access control list is given
  s3:PutObjectRetention object(Bucket,Key) if ObjectLockMode|ObjectLockRetainUntilDate -- a retention is given
  s3:PutObjectLegalHold object(Bucket,Key) if ObjectLockLegalHoldStatus -- a legal hold is given
UploadPartCopy
  s3:GetObject object(CopySource:copy-source,CopySource:copy-source) if !CopySource~versionId= -- the source of the copy
  s3:GetObjectVersion object(CopySource:copy-source,CopySource:copy-source) if CopySource~versionId= -- the version that is the source of the copy
  s3:PutObject object(Bucket,Key)

# https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
DeleteObject
  s3:DeleteObject object(Bucket,Key) if !VersionId
  s3:DeleteObject object(Bucket,Key) may if VersionId -- AWS lists it for every deletion
  s3:DeleteObjectVersion object(Bucket,Key) if VersionId -- VersionId is given
  s3:BypassGovernanceRetention object(Bucket,Key) if BypassGovernanceRetention -- BypassGovernanceRetention is given
DeleteObjects
  s3:DeleteObject object(Bucket,Delete.Objects[].Key)
  s3:DeleteObjectVersion object(Bucket,Delete.Objects[].Key) if Delete.Objects[].VersionId -- VersionId is given
  s3:BypassGovernanceRetention object(Bucket,Delete.Objects[].Key) if BypassGovernanceRetention -- BypassGovernanceRetention is given

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/transforming-objects.html
WriteGetObjectResponse
  s3-object-lambda:WriteGetObjectResponse objectlambdaaccesspoint()

# Directory buckets know one action for all that is done within a session: https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-create-session.html
CreateSession
  s3express:CreateSession bucket(Bucket)
RenameObject
  s3express:CreateSession bucket(Bucket)
`;
