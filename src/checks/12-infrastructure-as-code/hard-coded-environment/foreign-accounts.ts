/** Accounts of publishers whose public layers and images templates name on purpose. Sources: each project's installation page. */
const PUBLISHERS: ReadonlySet<string> = new Set([
  '017000801446', // Powertools for AWS Lambda (Python)
  '094274105915', // Powertools for AWS Lambda (TypeScript)
  '580247275435', // CloudWatch Lambda Insights
  '336392948345', // AWS SDK for pandas
  '184161586896', // OpenTelemetry Lambda
  '901920570463', // AWS Distro for OpenTelemetry
  '615299751070', // AWS Distro for OpenTelemetry (application signals)
  '464622532012', // Datadog
  '451483290750', // New Relic
  '753240598075', // Lambda Web Adapter
  '770693421928', // Klayers
  '177933569100', // AWS Parameters and Secrets Lambda Extension (us-east-1)
  '763104351884', // AWS Deep Learning Containers
]);

/**
 * Resources that are published for others by their very type, whatever the account: a destination of logs is there to take those of other
 * accounts. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html
 */
const PUBLISHED =
  /^arn:[\w-]+:(lambda:[a-z0-9-]*:\d{12}:layer|logs:[a-z0-9-]*:\d{12}:destination|serverlessrepo:[a-z0-9-]*:\d{12}:applications|ecr:[a-z0-9-]*:763104351884:)/;

/** Whether an ARN names somebody else's published resource rather than a place of this team. */
export function isForeignAccount(account: string, arn: string): boolean {
  return PUBLISHERS.has(account) || PUBLISHED.test(arn);
}
