import type { Policy, PolicyCondition } from '../policy.ts';

/** Conditions that hold for requests of somebody the policy does not name: values that a stranger cannot choose are ones that nobody else has.
 *  Keys a stranger sets at will (`aws:Referer`, `aws:UserAgent`, tags of its own principals) are left open.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export function strangerConditions(policy: Policy, who: 'anonymous' | 'other-account'): readonly PolicyCondition[] {
  const account = strangeAccount(policy);
  const identity = who === 'anonymous' ? anonymousConditions(policy) : accountConditions(account);
  return [...identity, ...placeConditions(account)];
}

const is = (operator: string, key: string, values: readonly string[]): PolicyCondition => ({
  operator,
  qualifier: null,
  ifExists: false,
  key,
  values,
});
const ifThere = (operator: string, key: string, values: readonly string[]): PolicyCondition => ({
  ...is(operator, key, values),
  ifExists: true,
});

/** An account number that the policy does not mention. */
function strangeAccount(policy: Policy): string {
  const text = JSON.stringify(policy);
  return ['999999999999', '888888888888', '777777777777'].find((account) => !text.includes(account)) ?? '666666666666';
}

const PRINCIPAL_ONLY = [
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:username',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'kms:calleraccount',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceowner',
];

function anonymousConditions(policy: Policy): PolicyCondition[] {
  const tags = policy.statements.flatMap(({ conditions }) =>
    conditions.map(({ key }) => key.toLowerCase()).filter((key) => key.startsWith('aws:principaltag/')),
  );
  const absent = [...new Set([...PRINCIPAL_ONLY, ...tags])].map((key) => is('Null', key, ['true']));
  const said = [
    ['aws:PrincipalType', 'Anonymous'],
    ['aws:PrincipalAccount', 'anonymous'],
    ['aws:userid', 'anonymous'],
  ] as const;
  return [...absent, ...said.map(([key, value]) => is('StringEquals', key, [value]))];
}

function accountConditions(account: string): PolicyCondition[] {
  return [
    is('StringEquals', 'aws:PrincipalAccount', [account]),
    is('StringEquals', 'aws:PrincipalArn', [`arn:aws:iam::${account}:role/stranger`]),
    is('StringEquals', 'aws:PrincipalType', ['AssumedRole']),
    is('Bool', 'aws:PrincipalIsAWSService', ['false']),
    is('StringLike', 'aws:userid', ['AROASTRANGER:*']),
    is('Null', 'aws:username', ['true']),
    ifThere('StringEquals', 'aws:PrincipalOrgID', ['o-0000000000']),
    { ...is('StringLike', 'aws:PrincipalOrgPaths', ['o-0000000000/*']), qualifier: 'ForAllValues' },
    ifThere('StringEquals', 'kms:CallerAccount', [account]),
    ifThere('StringEquals', 'aws:SourceAccount', [account]),
    // What a topic's default policy asks for (SNS developer guide, aws:SourceAccount versus aws:SourceOwner).
    ifThere('StringEquals', 'aws:SourceOwner', [account]),
    ifThere('StringEquals', 'aws:SourceOrgID', ['o-0000000000']),
    ifThere('ArnLike', 'aws:SourceArn', [`arn:aws:*:*:${account}:*`, 'arn:aws:s3:::stranger']),
  ];
}

function placeConditions(account: string): PolicyCondition[] {
  return [
    ifThere('IpAddress', 'aws:SourceIp', ['192.0.2.200', '2001:db8:ffff::c8']),
    ifThere('StringEquals', 'aws:SourceVpc', ['vpc-00000000000000000']),
    ifThere('StringEquals', 'aws:SourceVpce', ['vpce-00000000000000000']),
    ifThere('IpAddress', 'aws:VpcSourceIp', ['192.0.2.200']),
    ifThere('StringEquals', 's3:DataAccessPointAccount', [account]),
    ifThere('ArnLike', 's3:DataAccessPointArn', [`arn:aws:s3:*:${account}:accesspoint/*`]),
  ];
}
