import type { ServiceModel } from './sdk-models.ts';

/** What is asked of an operation's input: which member names `variable` of the ARN pattern of `kind`. */
export interface MemberQuestion {
  readonly model: ServiceModel;
  readonly operation: string;
  readonly prefix: string;
  readonly kind: string;
  readonly variable: string;
  /** Whether the variable is the pattern's last, which a member of the resource's own name or ARN gives. */
  readonly isLast: boolean;
}

/** Members that name a resource by another word than its ARN pattern's. */
const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  's3:ObjectName': ['key'],
  'sqs:QueueName': ['queueurl'],
  'cognito-idp:UserPoolId': ['userpoolid'],
  'bedrock:AgentAliasId': ['agentaliasid'],
  'ssm:MaintenanceWindowId': ['windowid'],
  'ssm:PatchBaselineIdResourceId': ['baselineid'],
  'route53:Id': ['hostedzoneid'],
  'cloudfront-keyvaluestore:ResourceId': ['kvsarn'],
  'mobiletargeting:AppId': ['applicationid'],
  'comprehend:DocumentClassifierEndpointName': ['endpointarn'],
  'ec2:SecurityGroupId': ['groupid'],
  'appconfig:ConfigurationProfileId': ['configuration'],
};

/** The path of the member that names a variable of an ARN pattern: `TableName`, `Names[]`, `StreamName|StreamARN` where either may; undefined when none does. */
export function memberOf({ model, operation, prefix, kind, variable, isLast }: MemberQuestion): string | undefined {
  const stem = variable.replace(/(?:Name|Id|Identifier|Arn)$/, '').toLowerCase();
  const noun = kind.replaceAll('-', '').toLowerCase();
  const exact = variable.toLowerCase();
  const others = OTHER_WORDS[`${prefix}:${variable}`] ?? [];
  // A member of the variable's very name leaves room only for the ARN in its place: a name and an id beside each other are two things.
  const isNamed = pathsOf(model, operation, [exact, ...others]).length > 0;
  const endings = [...(isNamed ? ['identifier'] : ['name', 'id', 'identifier', '']), ...(isLast ? ['arn'] : [])];
  const own = [stem, ...(isLast ? [noun] : [])].filter((word) => word !== '').flatMap((word) => endings.map((ending) => word + ending));
  const paths = pathsOf(model, operation, [...others, exact, ...own]);
  if (paths.length > 0) return paths.join('|');
  return isLast
    ? pathsOf(model, operation, ['resourcearn', 'resourceidentifier', 'resourceid', 'arn', 'name', 'id', 'identifier'])[0]
    : undefined;
}

/** The members of the input, texts or lists of texts, that go by one of `names` in lower case. */
function pathsOf(model: ServiceModel, operation: string, names: readonly string[]): readonly string[] {
  const input = model.operations[operation]?.input?.shape;
  const members = Object.entries((input === undefined ? undefined : model.shapes[input]?.members) ?? {});
  const paths = names.flatMap((name) =>
    members.flatMap(([member, { shape }]) => {
      const lower = member.toLowerCase();
      if (lower === name && model.shapes[shape]?.type === 'string') return [member];
      return [`${name}s`, `${name}list`].includes(lower) && isTexts(model, shape) ? [`${member}[]`] : [];
    }),
  );
  return [...new Set(paths)];
}

function isTexts(model: ServiceModel, name: string): boolean {
  const shape = model.shapes[name];
  return shape?.type === 'list' && model.shapes[shape.member?.shape ?? '']?.type === 'string';
}
