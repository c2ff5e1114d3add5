import type { App } from '../../../model/app.ts';
import type { ResourcePolicy } from '../../../model/resource-policy.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, isUnknown, itemsOf, unknown } from '../../../model/value.ts';
import type { Unknown } from '../../../model/value.ts';
import { any } from '../../outcomes.ts';

/** Why strangers cannot use what a policy allows to anyone, if something outside the policy stops them; false: nothing does. */
export function heldElsewhere(app: App, policy: ResourcePolicy): string | Unknown | false {
  const { resource } = policy;
  switch (resource.type) {
    case 'AWS::S3::BucketPolicy':
      return because('the public access block of the bucket overrules it', any(policy.guards.map((id) => isBlocked(app.resource(id)!))));
    case 'AWS::S3::AccessPoint':
      return because('the public access block of the access point overrules it', isAccessPointBlocked(resource));
    case 'AWS::EFS::FileSystem':
      return 'only who reaches a mount target can mount a file system';
    case 'AWS::OpenSearchService::Domain':
    case 'AWS::Elasticsearch::Domain':
      return domainHeld(resource);
    case 'AWS::ApiGateway::RestApi':
      return apiHeld(resource);
    default:
      return false;
  }
}

function because(reason: string, holds: boolean | Unknown): string | Unknown | false {
  return holds === true ? reason : holds;
}

/** BlockPublicPolicy refuses the policy, RestrictPublicBuckets keeps other accounts out (S3 user guide, blocking public access). */
function isBlocked(bucket: Resource): boolean | Unknown {
  return any(
    ['BlockPublicPolicy', 'RestrictPublicBuckets'].map((name) => flag(property(bucket, `PublicAccessBlockConfiguration.${name}`), false)),
  );
}

/** An access point blocks public access unless it says otherwise. */
function isAccessPointBlocked(accessPoint: Resource): boolean | Unknown {
  return any(
    ['BlockPublicPolicy', 'RestrictPublicBuckets'].map((name) =>
      flag(property(accessPoint, `PublicAccessBlockConfiguration.${name}`), true),
    ),
  );
}

/** An open access policy is what AWS asks for behind fine-grained access control (OpenSearch developer guide). */
function domainHeld(domain: Resource): string | Unknown | false {
  if (property(domain, 'VPCOptions') !== undefined) return 'the domain is inside a VPC';
  return because('fine-grained access control asks for users', flag(property(domain, 'AdvancedSecurityOptions.Enabled'), false));
}

/** Who may call a public API is decided route by route; a private one has nothing but this policy. */
function apiHeld(api: Resource): string | Unknown | false {
  const types = itemsOf(property(api, 'EndpointConfiguration.Types'));
  if (types.some((type) => exactText(type) === 'PRIVATE')) return false;
  const open = types.find((type) => exactText(type) === undefined);
  if (open !== undefined) return isUnknown(open) ? open : unknown('the type of the endpoint is known only at deployment', open.at);
  return 'who may call the API is decided by its routes';
}
