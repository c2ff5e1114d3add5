/** What S3 keeps for an account, on Outposts and for directory buckets.
 *  https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html https://docs.aws.amazon.com/AmazonS3/latest/s3-outposts/S3OutpostsIAM.html */
export const S3_ACCOUNT_RULES: string = `
GetPublicAccessBlock
  s3:GetAccountPublicAccessBlock *
PutPublicAccessBlock DeletePublicAccessBlock
  s3:PutAccountPublicAccessBlock *
GetBucket
  s3-outposts:GetBucket arn(Bucket)
GetBucketLifecycleConfiguration
  s3-outposts:GetLifecycleConfiguration arn(Bucket)
PutBucketLifecycleConfiguration DeleteBucketLifecycleConfiguration
  s3-outposts:PutLifecycleConfiguration arn(Bucket)
GetBucketReplication
  s3-outposts:GetReplicationConfiguration arn(Bucket)
PutBucketReplication DeleteBucketReplication
  s3-outposts:PutReplicationConfiguration arn(Bucket)
DeleteBucketTagging
  s3-outposts:PutBucketTagging arn(Bucket)
ListRegionalBuckets
  s3-outposts:ListRegionalBuckets *
ListAccessPointsForDirectoryBuckets
  s3express:ListAccessPointsForDirectoryBuckets *
GetAccessPointScope PutAccessPointScope DeleteAccessPointScope
  s3express:$OPERATION accesspoint(Name)
`;
