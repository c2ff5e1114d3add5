import { ListNode, MapNode, ScalarNode, stringOf } from '../../../util/node.ts';
import type { Buildable, Node } from '../../../util/node.ts';
import { generatedFrom } from '../../../util/span.ts';
import type { Span } from '../../../util/span.ts';
import type { Attributes } from '../attributes.ts';
import type { SamContext } from '../context.ts';
import { hashText, shortHash } from '../ids.ts';
import { getAtt, ref } from '../intrinsics.ts';
import { given, isGiven, mapOf, present } from '../values.ts';
import { expectMap } from './document.ts';
import { made } from './made.ts';
import { addRecordSets, contentSuffix, route53Of } from './record-sets.ts';
import { Refused } from './refused.ts';
import { mutualTls } from './mutual-tls.ts';

/** The custom domain of a REST API. */
export interface RestDomain {
  readonly apiId: string;
  readonly domain: MapNode;
  readonly attributes: Attributes;
}

/** The hosted zone of every CloudFront distribution. Source: CloudFormation user guide, AWS::Route53::RecordSet AliasTarget. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/** Adds domain name, base path mappings and DNS records of a REST API's `Domain`. Private domains have resource types of their own. */
export function addRestDomain(context: SamContext, of: RestDomain): void {
  const { domain } = of;
  const name = required(domain, 'DomainName');
  const certificate = required(domain, 'CertificateArn');
  const endpoint = endpointOf(domain);
  const isPrivate = endpoint === 'PRIVATE';
  const id = `ApiGatewayDomainName${isPrivate ? 'V2' : ''}${contentSuffix(name)}`;
  addDomainName(context, of, { id, name, certificate, endpoint });
  addMappings(context, of, isPrivate ? { DomainNameArn: ref(id) } : { DomainName: ref(id) });
  const association = present(domain.get('AccessAssociation'));
  if (isPrivate && association !== undefined) addAccessAssociation(context, of, id, association);
  const route53 = route53Of(domain);
  if (route53 === undefined) return;
  const target = aliasTarget(id, endpoint, route53);
  addRecordSets(context, { domain, route53, target, attributes: of.attributes, preferZoneId: false, mayStandAlone: true });
}

/** The domain as AWS's translator knows it when it hashes it into the deployment's id: with the defaults it filled in. */
export function completedDomain(domain: MapNode): MapNode {
  const at = generatedFrom(domain.at, 'defaults of the domain');
  const completed = new MapNode(domain.at, new Map(domain.entries));
  const endpoint = endpointOf(domain);
  if (endpoint === 'PRIVATE') return completed;
  const id = `ApiGatewayDomainName${contentSuffix(domain.get('DomainName'))}`;
  completed.set('ApiDomainName', new ScalarNode(id, at), at);
  if (present(domain.get('EndpointConfiguration')) === undefined)
    completed.set('EndpointConfiguration', new ScalarNode('REGIONAL', at), at);
  const route53 = mapOf(domain.get('Route53'));
  if (endpoint === 'EDGE' && route53 !== undefined && present(route53.get('DistributionDomainName')) === undefined) {
    const filled = new MapNode(route53.at, new Map(route53.entries));
    filled.set('DistributionDomainName', made(getAtt(id, 'DistributionDomainName'), at), at);
    completed.set('Route53', filled);
  }
  return completed;
}

function required(domain: MapNode, name: string): Node {
  const value = present(domain.get(name));
  if (value === undefined) throw new Refused(`Domain.${name} is required.`, domain.at);
  return value;
}

function endpointOf(domain: MapNode): 'EDGE' | 'REGIONAL' | 'PRIVATE' {
  const node = present(domain.get('EndpointConfiguration'));
  const text = node === undefined ? 'REGIONAL' : stringOf(node);
  if (text === 'EDGE' || text === 'REGIONAL' || text === 'PRIVATE') return text;
  throw new Refused('Domain.EndpointConfiguration must be EDGE, REGIONAL or PRIVATE.', node!.at);
}

interface DomainName {
  readonly id: string;
  readonly name: Node;
  readonly certificate: Node;
  readonly endpoint: string;
}

function addDomainName(context: SamContext, { domain, attributes }: RestDomain, { id, name, certificate, endpoint }: DomainName): void {
  const isPrivate = endpoint === 'PRIVATE';
  context.add(id, {
    type: isPrivate ? 'AWS::ApiGateway::DomainNameV2' : 'AWS::ApiGateway::DomainName',
    attributes,
    properties: {
      DomainName: name,
      [endpoint === 'REGIONAL' ? 'RegionalCertificateArn' : 'CertificateArn']: certificate,
      EndpointConfiguration: { Types: [domain.get('EndpointConfiguration') ?? endpoint], IpAddressType: given(domain, 'IpAddressType') },
      MutualTlsAuthentication: isPrivate ? undefined : mutualTls(domain, 'Domain.MutualTlsAuthentication'),
      SecurityPolicy: given(domain, 'SecurityPolicy'),
      EndpointAccessMode: given(domain, 'EndpointAccessMode'),
      Policy: isPrivate ? given(domain, 'Policy') : undefined,
      OwnershipVerificationCertificateArn: isPrivate ? undefined : given(domain, 'OwnershipVerificationCertificateArn'),
    },
    origin: domain.at,
    because: 'domain name generated by SAM',
  });
}

function addMappings(context: SamContext, { apiId, domain, attributes }: RestDomain, name: { readonly [key: string]: Buildable }): void {
  const type = 'DomainNameArn' in name ? 'AWS::ApiGateway::BasePathMappingV2' : 'AWS::ApiGateway::BasePathMapping';
  const add = (id: string, basePath: Node | undefined, origin: Span): void => {
    const properties = { ...name, RestApiId: ref(apiId), Stage: ref(`${apiId}.Stage`), BasePath: basePath };
    context.add(id, { type, attributes, properties, origin, because: 'base path mapping generated by SAM' });
  };
  const paths = given(domain, 'BasePath');
  if (paths === undefined || (stringOf(paths) === undefined && paths.kind !== 'list'))
    return add(`${apiId}BasePathMapping`, undefined, domain.at);
  const normalizes = domain.get('NormalizeBasePath') === undefined || isGiven(domain.get('NormalizeBasePath'));
  for (const path of paths.kind === 'list' ? paths.items : [paths]) {
    const text = stringOf(path);
    if (text === undefined) throw new Refused('Domain.BasePath must be a text or a list of texts.', path.at);
    const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
    add(`${apiId}${letters}BasePathMapping`, normalizes ? new ScalarNode(letters, path.at) : path, path.at);
  }
}

function addAccessAssociation(context: SamContext, { attributes }: RestDomain, domainId: string, node: Node): void {
  const association = expectMap(node, 'Domain.AccessAssociation must be a map.', node.at);
  const endpoint = association.get('VpcEndpointId');
  const hashed = new ListNode(node.at, [endpoint ?? new ScalarNode(null, node.at), new ScalarNode(domainId, node.at)]);
  context.add(`DomainNameAccessAssociation${shortHash(hashText(hashed))}`, {
    type: 'AWS::ApiGateway::DomainNameAccessAssociation',
    attributes,
    properties: { DomainNameArn: ref(domainId), AccessAssociationSourceType: 'VPCE', AccessAssociationSource: present(endpoint) },
    origin: node.at,
    because: 'access association generated by SAM',
  });
}

function aliasTarget(
  domainId: string,
  endpoint: string,
  route53: MapNode,
): { HostedZoneId: Buildable | undefined; DNSName: Buildable | undefined } {
  if (endpoint === 'REGIONAL')
    return { HostedZoneId: getAtt(domainId, 'RegionalHostedZoneId'), DNSName: getAtt(domainId, 'RegionalDomainName') };
  if (endpoint === 'EDGE') {
    const name = present(route53.get('DistributionDomainName')) ?? getAtt(domainId, 'DistributionDomainName');
    return { HostedZoneId: CLOUDFRONT_ZONE, DNSName: name };
  }
  return { HostedZoneId: route53.get('VpcEndpointHostedZoneId'), DNSName: route53.get('VpcEndpointDomainName') };
}
