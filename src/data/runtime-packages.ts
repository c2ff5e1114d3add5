/** What Lambda's Python runtimes bring beside the standard library. https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html */
const PYTHON: ReadonlySet<string> = new Set(
  'awslambdaric boto3 botocore dateutil jmespath pip pkg_resources s3transfer setuptools six urllib3'.split(' '),
);

/**
 * Whether a Lambda runtime brings a package: the AWS SDK for JavaScript v3 from Node.js 18 on, v2 before it; Boto3 and what it needs.
 * A runtime that is not known brings both SDKs. https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function runtimeBrings(runtime: string | undefined, language: 'javascript' | 'python', name: string): boolean {
  const version = Number(/^(?:nodejs|python3\.)(\d+)/.exec(runtime ?? '')?.[1] ?? Number.NaN);
  // https://docs.aws.amazon.com/lambda/latest/dg/durable-supported-runtimes.html
  if (/^aws_durable_execution_sdk_python$|^@aws\/durable-execution-sdk-js$/.test(name))
    return !(version < (language === 'python' ? 13 : 22));
  if (language === 'python') return PYTHON.has(name);
  const isV3 = /^@(?:aws-sdk|smithy|aws-crypto)\//.test(name);
  if (Number.isNaN(version)) return isV3 || name === 'aws-sdk';
  return version >= 18 ? isV3 : name === 'aws-sdk';
}
