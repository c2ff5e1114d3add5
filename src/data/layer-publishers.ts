/** Who publishes public layers, and from which accounts. AWS's extensions come from one account per region. */
const PUBLISHERS: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/powertools/
  'Powertools for AWS Lambda': '017000801446 094274105915',
  // https://awslabs.github.io/aws-lambda-web-adapter/
  'AWS Lambda Web Adapter': '753240598075',
  // https://aws-sdk-pandas.readthedocs.io/en/stable/layers.html
  'AWS SDK for pandas': '336392948345',
  // https://aws-otel.github.io/docs/getting-started/lambda
  'AWS Distro for OpenTelemetry': '901920570463 615299751070',
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-extension-versions.html
  'CloudWatch Lambda Insights': '580247275435 012438385374 519774774795 891564319516 439286490199 194566237122',
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_lambda.html
  'AWS Parameters and Secrets Lambda Extension': `
    177933569100 590474943231 997803712105 345057560386 317013901791 768336418462 490737872127 176022468876 576959938190
    738900069198 044395824272 665172237481 133490724326 200266452380 287114880934 287310001119 187925254637 015030872274
    133256977650 325218067255 780235371811 427196147048 832021897121 858974508948 933737806257 129776340158 127562683043`,
  // https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-integration-lambda-extensions-versions.html
  'AWS AppConfig Extension': `
    027255383542 728743619870 958113053741 359756378197 574348263942 630222743974 980059726660 826293736237 706869817123
    554480029851 489524808438 421114256042 080788657173 418787028745 039592058896 615057806174 615084187847 066940009817
    758369105281 646970417810 203683718741 586093569114 434848589818 282860088358 493207061005 662846165436 559955524753
    000010852771 946561847325 946746059096`,
  // https://aws.amazon.com/blogs/compute/upcoming-changes-to-the-python-sdk-in-aws-lambda/, and the SciPy layers of the console.
  'AWS Lambda': `
    249908578461 668099181075 468957933125 399891621064 325793726646 118857876118 296580773974 961244031340 631267018583
    817496625479 778625758767 292169987271 642425348156 142628438157 959311844005 640010853179 259788987135 420165488524
    683298794825 382066503313 556739011827 138526772879`,
  // https://github.com/open-telemetry/opentelemetry-lambda
  OpenTelemetry: '184161586896',
  // https://docs.datadoghq.com/serverless/aws_lambda/
  Datadog: '464622532012',
  // https://layers.newrelic-external.com/
  'New Relic': '451483290750',
  // https://docs.sentry.io/platforms/javascript/guides/aws-lambda/
  Sentry: '943013980633',
  // https://docs.dynatrace.com/docs/setup-and-configuration/setup-on-cloud-platforms/amazon-web-services
  Dynatrace: '725887861453',
  // https://developer.hashicorp.com/vault/docs/platform/aws/lambda-extension
  'HashiCorp Vault': '634166935893',
  // https://bref.sh/docs/runtimes
  Bref: '534081306603 873528684822',
};

/** Those whose extensions call AWS on their own account, with the function's role: for the key of their service, above all. */
const CALLING: ReadonlySet<string> = new Set(['Datadog', 'New Relic', 'Dynatrace', 'HashiCorp Vault']);

/** Whether a publisher's layers may call AWS beyond traces and what the function's code asks of them. */
export function mayCallByItself(publisher: string): boolean {
  return CALLING.has(publisher);
}

const BY_ACCOUNT: ReadonlyMap<string, string> = new Map(
  Object.entries(PUBLISHERS).flatMap(([name, accounts]) =>
    accounts
      .trim()
      .split(/\s+/)
      .map((account) => [account, name] as const),
  ),
);

/** The project or vendor that publishes layers from an account (12 digits) and documents that account; undefined for all others. */
export function layerPublisherOf(account: string): string | undefined {
  return BY_ACCOUNT.get(account);
}
