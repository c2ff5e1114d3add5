/** Keys that AWS puts into every request of a principal that has policies of its own.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const ALWAYS_PRESENT: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:useragent',
  'aws:userid',
  'aws:viaawsservice',
]);

/** Whether every request of a user or role has the key (given in lower case). */
export function isAlwaysPresent(key: string): boolean {
  return ALWAYS_PRESENT.has(key);
}

/** Whether even requests without credentials have the key (given in lower case). */
export function isAlwaysPresentUnsigned(key: string): boolean {
  return ALWAYS_PRESENT.has(key) && key !== 'aws:principalarn' && key !== 'aws:principalisawsservice';
}

/** Whether a request never has two values of the key (given in lower case), so that `ForAnyValue` on it reads as no qualifier does.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
export function isSingleValued(key: string): boolean {
  return /^[^/]*(?:resource|request|principal|existingobject)tag\//.test(key) || ALWAYS_PRESENT.has(key) || SINGLE.has(key);
}

const SINGLE: ReadonlySet<string> = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principaltype',
  'aws:resourceaccount',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  'aws:username',
  'aws:calledviafirst',
  'aws:calledvialast',
]);

/** Whether AWS documents that a request may have several values of the key (given in lower case). Other keys may have several where a
 *  condition on them is qualified with `ForAnyValue` or `ForAllValues`. */
export function isManyValued(key: string): boolean {
  return MANY.has(key);
}

const MANY: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:principalorgpaths',
  'aws:principalservicenameslist',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:tagkeys',
  'dynamodb:attributes',
  'dynamodb:leadingkeys',
  'kms:encryptioncontextkeys',
  'kms:grantoperations',
  'kms:resourcealiases',
  's3:requestobjecttagkeys',
]);

/** A value that people recognise, for a key (in lower case) that only has to be there. */
export function sampleValue(key: string): string {
  return (
    SAMPLES[key] ?? (key.endsWith('account') ? '111122223333' : key.endsWith('arn') ? 'arn:aws:iam::111122223333:role/example' : 'example')
  );
}

const SAMPLES: Readonly<Record<string, string>> = {
  'aws:currenttime': '2026-01-01T00:00:00Z',
  'aws:multifactorauthpresent': 'true',
  'aws:principalorgid': 'o-a1b2c3d4e5',
  'aws:requestedregion': 'us-east-1',
  'aws:securetransport': 'true',
  'aws:sourceip': '198.51.100.1',
  'aws:principalisawsservice': 'false',
  'aws:principaltype': 'AssumedRole',
  'aws:userid': 'AROAEXAMPLE:example',
  'aws:username': 'alice',
  'aws:viaawsservice': 'false',
};
