/** Buckets and their settings: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 *  Many a setting is deleted with the action that puts it. */
export const S3_BUCKET_RULES: string = String.raw`
ListObjects ListObjectsV2 HeadBucket
  s3:ListBucket bucket(Bucket)
ListObjectVersions
  s3:ListBucketVersions bucket(Bucket)
ListMultipartUploads
  s3:ListBucketMultipartUploads bucket(Bucket)
ListBuckets
  s3:ListAllMyBuckets *
ListDirectoryBuckets
  s3express:ListAllMyDirectoryBuckets *

# https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
CreateBucket
  own
  s3:PutBucketAcl bucket(Bucket) if ACL|GrantFullControl|GrantRead|GrantReadACP|GrantWrite|GrantWriteACP -- an access control list is given
  s3:PutBucketObjectLockConfiguration,s3:PutBucketVersioning bucket(Bucket) if ObjectLockEnabledForBucket -- ObjectLockEnabledForBucket is given
  s3:PutBucketOwnershipControls bucket(Bucket) if ObjectOwnership -- ObjectOwnership is given
  s3:TagResource bucket(Bucket) if CreateBucketConfiguration.Tags -- Tags are given

GetBucketAnalyticsConfiguration ListBucketAnalyticsConfigurations
  s3:GetAnalyticsConfiguration bucket(Bucket)
PutBucketAnalyticsConfiguration DeleteBucketAnalyticsConfiguration
  s3:PutAnalyticsConfiguration bucket(Bucket)
GetBucketInventoryConfiguration ListBucketInventoryConfigurations
  s3:GetInventoryConfiguration bucket(Bucket)
PutBucketInventoryConfiguration DeleteBucketInventoryConfiguration
  s3:PutInventoryConfiguration bucket(Bucket)
GetBucketMetricsConfiguration ListBucketMetricsConfigurations
  s3:GetMetricsConfiguration bucket(Bucket)
PutBucketMetricsConfiguration DeleteBucketMetricsConfiguration
  s3:PutMetricsConfiguration bucket(Bucket)
GetBucketIntelligentTieringConfiguration ListBucketIntelligentTieringConfigurations
  s3:GetIntelligentTieringConfiguration bucket(Bucket)
PutBucketIntelligentTieringConfiguration DeleteBucketIntelligentTieringConfiguration
  s3:PutIntelligentTieringConfiguration bucket(Bucket)
GetBucketAccelerateConfiguration
  s3:GetAccelerateConfiguration bucket(Bucket)
PutBucketAccelerateConfiguration
  s3:PutAccelerateConfiguration bucket(Bucket)
GetBucketEncryption
  s3:GetEncryptionConfiguration bucket(Bucket)
PutBucketEncryption DeleteBucketEncryption
  s3:PutEncryptionConfiguration bucket(Bucket)
GetBucketLifecycle GetBucketLifecycleConfiguration
  s3:GetLifecycleConfiguration bucket(Bucket)
PutBucketLifecycle PutBucketLifecycleConfiguration DeleteBucketLifecycle
  s3:PutLifecycleConfiguration bucket(Bucket)
GetBucketReplication
  s3:GetReplicationConfiguration bucket(Bucket)
PutBucketReplication DeleteBucketReplication
  s3:PutReplicationConfiguration bucket(Bucket)
GetBucketNotificationConfiguration
  s3:GetBucketNotification bucket(Bucket)
PutBucketNotificationConfiguration
  s3:PutBucketNotification bucket(Bucket)
GetObjectLockConfiguration
  s3:GetBucketObjectLockConfiguration bucket(Bucket)
PutObjectLockConfiguration
  s3:PutBucketObjectLockConfiguration bucket(Bucket)
GetPublicAccessBlock
  s3:GetBucketPublicAccessBlock bucket(Bucket)
PutPublicAccessBlock DeletePublicAccessBlock
  s3:PutBucketPublicAccessBlock bucket(Bucket)
GetBucketCors
  s3:GetBucketCORS bucket(Bucket)
PutBucketCors DeleteBucketCors
  s3:PutBucketCORS bucket(Bucket)
DeleteBucketTagging
  s3:PutBucketTagging bucket(Bucket)
DeleteBucketOwnershipControls
  s3:PutBucketOwnershipControls bucket(Bucket)
CreateBucketMetadataConfiguration
  s3:CreateBucketMetadataTableConfiguration bucket(Bucket)
GetBucketMetadataConfiguration
  s3:GetBucketMetadataTableConfiguration bucket(Bucket)
DeleteBucketMetadataConfiguration
  s3:DeleteBucketMetadataTableConfiguration bucket(Bucket)
`;
