/** The oldest protocol a TLS policy accepts. */
export type TlsVersion = 'SSL 3.0' | 'TLS 1.0' | 'TLS 1.1' | 'TLS 1.2' | 'TLS 1.3';

/** Whose policies: API Gateway's `SecurityPolicy`, CloudFront's `MinimumProtocolVersion`, a load balancer's `SslPolicy`, OpenSearch's `TLSSecurityPolicy`. */
export type TlsPolicyOwner = 'api-gateway' | 'cloudfront' | 'load-balancer' | 'opensearch';

const ORDER: readonly TlsVersion[] = ['SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

/** Names whose version does not stand in the name, or not as the rules below read it. */
const NAMED: Readonly<Record<TlsPolicyOwner, Readonly<Record<string, TlsVersion>>>> = {
  'api-gateway': { TLS_1_0: 'TLS 1.0', TLS_1_2: 'TLS 1.2' },
  cloudfront: { SSLv3: 'SSL 3.0', TLSv1: 'TLS 1.0', TLSv1_2016: 'TLS 1.0' },
  'load-balancer': {
    'ELBSecurityPolicy-2011-08': 'SSL 3.0',
    'ELBSecurityPolicy-2014-01': 'SSL 3.0',
    'ELBSecurityPolicy-2014-10': 'TLS 1.0',
    'ELBSecurityPolicy-2015-02': 'TLS 1.0',
    'ELBSecurityPolicy-2015-03': 'TLS 1.0',
    'ELBSecurityPolicy-2015-05': 'TLS 1.0',
    'ELBSecurityPolicy-2016-08': 'TLS 1.0',
    'ELBSecurityPolicy-FS-2018-06': 'TLS 1.0',
  },
  opensearch: {},
};

/** How each service writes the minimum version into its newer names; the last digit is the minor version.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 *  https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
 *  https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 *  https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html */
const RULES: Readonly<Record<TlsPolicyOwner, readonly RegExp[]>> = {
  // SecurityPolicy_TLS13_1_2_PQ_2025_09 accepts 1.2 and 1.3; the edge policies name one version: SecurityPolicy_TLS12_2018_EDGE.
  'api-gateway': [/^SecurityPolicy_TLS13_1_([0-3])_/, /^SecurityPolicy_TLS1([23])_(?:\w+_)?20\d\d_EDGE$/],
  cloudfront: [/^TLSv1\.([1-3])_20\d\d$/],
  // ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS-1-1-2017-01, ELBSecurityPolicy-FS-1-2-Res-2020-10.
  'load-balancer': [/^ELBSecurityPolicy-(?:TLS13|TLS|FS)-1-([0-3])-[\w-]*20\d\d-\d\d$/],
  opensearch: [/^Policy-Min-TLS-1-([0-3])-[\w-]*20\d\d-\d\d$/],
};

/** What stands when the template names no policy, where AWS documents it: load balancers made by API, and CloudFront's own certificate. */
const DEFAULTS: Partial<Readonly<Record<TlsPolicyOwner, string>>> = {
  cloudfront: 'TLSv1',
  'load-balancer': 'ELBSecurityPolicy-2016-08',
};

/** The oldest version that the policy accepts; without a name, that of the service's default. Undefined for unknown policies and undocumented defaults. */
export function minimumTlsVersion(owner: TlsPolicyOwner, policy: string | undefined = DEFAULTS[owner]): TlsVersion | undefined {
  if (policy === undefined) return undefined;
  const named = Object.hasOwn(NAMED[owner], policy) ? NAMED[owner][policy] : undefined;
  if (named) return named;
  for (const rule of RULES[owner]) {
    const minor = rule.exec(policy)?.[1];
    if (minor !== undefined) return `TLS 1.${minor}` as TlsVersion;
  }
  return undefined;
}

/** Whether `version` is older than `than`. */
export function isOlderTls(version: TlsVersion, than: TlsVersion): boolean {
  return ORDER.indexOf(version) < ORDER.indexOf(than);
}
