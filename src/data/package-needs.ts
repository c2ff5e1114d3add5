/**
 * What packages in wide use may load besides themselves, where no lockfile says it: all of their dependencies, optional and peer ones too.
 * Families end in `/`. A package that is not here may load anything.
 */
const NPM: Readonly<Record<string, string>> = {
  '@aws-lambda-powertools/':
    '@aws-lambda-powertools/ @aws-sdk/ @aws-crypto/ @middy/core @smithy/ @standard-schema/spec aws-xray-sdk-core @redis/client @valkey/valkey-glide hono zod lodash.merge',
  '@aws-sdk/': '@aws-sdk/ @smithy/ @aws-crypto/ @aws/ tslib uuid fast-xml-parser strnum bowser mnemonist obliterator buffer events',
  '@smithy/': '@smithy/ @aws-sdk/ @aws-crypto/ tslib uuid',
  'aws-sdk': 'buffer events ieee754 jmespath querystring sax url util uuid xml2js',
  axios: 'follow-redirects form-data proxy-from-env debug asynckit combined-stream mime-types mime-db',
  bcryptjs: '',
  'crypto-js': '',
  'date-fns': '',
  dayjs: '',
  jose: '',
  jsonwebtoken: 'jws jwa lodash lodash.includes ms semver safe-buffer',
  lodash: '',
  luxon: '',
  moment: '',
  nanoid: '',
  'node-fetch': 'encoding whatwg-url data-uri-to-buffer fetch-blob formdata-polyfill',
  ramda: '',
  ulid: '',
  undici: '',
  uuid: '',
  zod: '',
};

const PYPI: Readonly<Record<string, string>> = {
  'aws-lambda-powertools':
    'jmespath typing-extensions aws-xray-sdk pydantic pydantic-core pydantic-settings annotated-types fastjsonschema boto3 botocore aws-encryption-sdk redis avro protobuf datadog-lambda jsonpath-ng',
  'aws-xray-sdk': 'wrapt botocore jmespath python-dateutil six urllib3',
  boto3: 'botocore jmespath python-dateutil s3transfer six urllib3 awscrt',
  botocore: 'jmespath python-dateutil six urllib3 awscrt',
  crhelper: 'boto3 botocore',
  jmespath: '',
  'python-dateutil': 'six',
  pytz: '',
  pyyaml: '',
  requests: 'certifi charset-normalizer chardet idna urllib3 pysocks pyopenssl cryptography',
  s3transfer: 'botocore awscrt',
  simplejson: '',
  six: '',
  urllib3: 'brotli h2 pysocks certifi cryptography pyopenssl idna zstandard',
};

/** What a package may load besides itself, as names and families that end in `/`; undefined when it is not known. */
export function needsOfPackage(ecosystem: 'npm' | 'pypi', name: string): readonly string[] | undefined {
  const table = ecosystem === 'npm' ? NPM : PYPI;
  const family = name.startsWith('@') ? `${name.split('/', 1)[0]}/` : name;
  const found = Object.hasOwn(table, name) ? table[name] : Object.hasOwn(table, family) ? table[family] : undefined;
  return found?.split(' ').filter((each) => each !== '');
}
