import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { securityGroupsOf } from './security-group.ts';
import { readPolicyDocument } from './statement.ts';
import type { PolicyDocument } from './statement.ts';
import { subnetsOf } from './subnet.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactText, flag, isUnknown, itemsOf, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** The app's part of the network. */
export interface Network {
  readonly vpcs: readonly Resource[];
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly endpoints: readonly VpcEndpoint[];
  readonly natGateways: readonly Resource[];
  readonly internetGateways: readonly Resource[];
}

/** A subnet and what its route table lets out. */
export interface Subnet {
  readonly id: string;
  readonly resource: Resource;
  readonly vpc: Value | undefined;
  /** Whether its default route goes to an internet gateway. */
  readonly public: boolean | Unknown;
  /** Whether its default route goes to a NAT gateway or instance. */
  readonly nat: boolean | Unknown;
  /** Ids of the route tables that hold for it. */
  readonly routeTableIds: readonly string[];
}

/** A security group with its own rules and those declared apart. */
export interface SecurityGroup {
  readonly id: string;
  readonly resource: Resource;
  readonly vpc: Value | undefined;
  readonly ingress: readonly Rule[];
  /** `default-all`: none declared, so AWS adds one that allows everything out. */
  readonly egress: readonly Rule[] | 'default-all';
  /** Rules that cannot be read, or that may belong to it. */
  readonly unknowns: readonly Unknown[];
  readonly at: Span;
}

/** One rule of a security group. Of an egress rule, `sources` are destinations. */
export interface Rule {
  /** `tcp`, `udp`, `icmp`, `-1` for all, or a number. */
  readonly protocol: Value | undefined;
  readonly fromPort: Value | undefined;
  readonly toPort: Value | undefined;
  readonly sources: readonly Source[];
  /** `any` when one source is 0.0.0.0/0 or ::/0. */
  readonly open: 'any' | 'limited' | Unknown;
  readonly at: Span;
}

/** An address range, another security group, or a prefix list. */
export interface Source {
  readonly kind: 'cidr' | 'security-group' | 'prefix-list';
  readonly value: Value;
}

/** `AWS::EC2::VPCEndpoint`. */
export interface VpcEndpoint {
  readonly resource: Resource;
  /** `com.amazonaws.<region>.<service>`. */
  readonly serviceName: Value | undefined;
  /** The last part of the service name, e.g. `dynamodb` or `ecr.api`; unknown when it cannot be told. */
  readonly service: string | Unknown;
  readonly kind: 'Interface' | 'Gateway' | Unknown;
  readonly vpc: Value | undefined;
  readonly subnets: readonly Value[];
  readonly securityGroups: readonly Value[];
  readonly routeTables: readonly Value[];
  /** Null: none declared, so AWS's default policy allows everything. */
  readonly policy: PolicyDocument | null;
  readonly privateDns: boolean | Unknown;
  readonly at: Span;
}

/** The app's network, joined. */
export function networkOf(app: App): Network {
  return {
    vpcs: app.ofType('AWS::EC2::VPC'),
    subnets: subnetsOf(app),
    securityGroups: securityGroupsOf(app),
    endpoints: app.ofType('AWS::EC2::VPCEndpoint').map(endpointOf),
    natGateways: app.ofType('AWS::EC2::NatGateway'),
    internetGateways: app.ofType('AWS::EC2::InternetGateway'),
  };
}

function endpointOf(resource: Resource): VpcEndpoint {
  const serviceName = property(resource, 'ServiceName');
  const policy = property(resource, 'PolicyDocument');
  return {
    resource,
    serviceName,
    service: serviceOf(serviceName, resource.at),
    kind: endpointKind(property(resource, 'VpcEndpointType')),
    vpc: property(resource, 'VpcId'),
    subnets: itemsOf(property(resource, 'SubnetIds')),
    securityGroups: itemsOf(property(resource, 'SecurityGroupIds')),
    routeTables: itemsOf(property(resource, 'RouteTableIds')),
    policy: policy === undefined ? null : readPolicyDocument(policy, resource.id, resource.at),
    // Off unless asked for (AWS::EC2::VPCEndpoint, PrivateDnsEnabled).
    privateDns: flag(property(resource, 'PrivateDnsEnabled'), false),
    at: resource.at,
  };
}

function serviceOf(name: Value | undefined, at: Span): string | Unknown {
  if (isUnknown(name)) return name;
  const text = show(name).replaceAll('AWS::', '');
  const service = /^(?:cn\.)?com\.amazonaws\.(?:[a-z0-9-]+|\$\{[^}]*\})\.([a-z0-9.-]+)$/.exec(text)?.[1];
  return service ?? unknown(`the endpoint's service is ${show(name)}`, name?.at ?? at);
}

function endpointKind(type: Value | undefined): VpcEndpoint['kind'] {
  // Gateway unless said otherwise (AWS::EC2::VPCEndpoint, VpcEndpointType).
  if (type === undefined) return 'Gateway';
  const text = exactText(type);
  if (text === 'Gateway' || text === 'Interface') return text;
  return isUnknown(type) ? type : unknown(`the endpoint's type is ${show(type)}`, type.at);
}
