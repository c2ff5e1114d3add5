import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { showHoles } from '../iam/policy.ts';
import { DEFAULT_CONFIG } from '../model/config.ts';
import { prepareBehaviors } from './behaviors.ts';
import { functionPolicies } from './policies.ts';

const folders: string[] = [];

beforeAll(prepareBehaviors);
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** An app whose one function knows the addresses of others by its environment. */
const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Shop: { Type: AWS::Serverless::Api, Properties: { StageName: prod } }
  Stock: { Type: AWS::Serverless::HttpApi }
  Feed: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: feed, AuthenticationType: AWS_IAM } }
  Articles: { Type: AWS::OpenSearchService::Domain }
  Pack:
    Type: AWS::Serverless::Function
    Properties: { Runtime: nodejs24.x, Handler: pack.handler, InlineCode: 'exports.handler = () => {}', FunctionUrlConfig: { AuthType: AWS_IAM } }
  Tell:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: RUNTIME
      Handler: tell.handler
      Environment:
        Variables:
          SHOP_URL: !Sub https://\${Shop}.execute-api.\${AWS::Region}.amazonaws.com/prod
          STOCK_URL: !GetAtt Stock.ApiEndpoint
          FEED_URL: !GetAtt Feed.GraphQLUrl
          SEARCH_HOST: !GetAtt Articles.DomainEndpoint
          PACK_URL: !GetAtt PackUrl.FunctionUrl
`;

/** What the function needs beside logs, or why that is not fully known. */
function needed(file: 'tell.mjs' | 'tell.py', code: string): string[] {
  const cwd = mkdtempSync(join(tmpdir(), 'casemate-signed-'));
  folders.push(cwd);
  mkdirSync(cwd, { recursive: true });
  writeFileSync(join(cwd, 'template.yaml'), TEMPLATE.replace('RUNTIME', file.endsWith('.py') ? 'python3.13' : 'nodejs24.x'));
  writeFileSync(join(cwd, file), code);
  const { policies } = functionPolicies(['.'], { cwd, parameters: {}, region: null, config: DEFAULT_CONFIG, today: '2026-11-22' });
  const { behavior, needs } = policies.find(({ id }) => id === 'Tell')!;
  const own = needs.filter((need) => need.reasons.some(({ call }) => call !== null));
  const gaps = behavior.unknowns.filter(({ what }) => what === 'call').map(({ because }) => `gap: ${because}`);
  return [...own.map(({ action, arn }) => `${action} ${short(arn)}`), ...gaps];
}

function short(arn: string): string {
  return showHoles(arn)
    .replace(/^arn:\$\{AWS::Partition\}:/, '')
    .replace(':${AWS::Region}:${AWS::AccountId}', '');
}

const SIGNER = `import { SignatureV4 } from '@smithy/signature-v4';
import { HttpRequest } from '@smithy/protocol-http';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
const signer = (service) => new SignatureV4({ service, credentials: defaultProvider(), region: 'eu-west-1' });
const send = async (service, url, method) => {
  const request = new HttpRequest({ method, hostname: url.hostname, path: url.pathname });
  return fetch(url, await signer(service).sign(request));
};
`;

test.each([
  [
    'execute-api',
    'new URL(`${process.env.SHOP_URL}/orders/${event.id}`)',
    'PUT',
    ['execute-api:Invoke execute-api:${Shop}/prod/PUT/orders/*'],
  ],
  ['execute-api', 'new URL(`${process.env.STOCK_URL}/count`)', 'GET', ['execute-api:Invoke execute-api:${Stock}/*']],
  ['appsync', 'new URL(process.env.FEED_URL)', 'POST', ['appsync:GraphQL appsync:apis/${Feed}/types/*/fields/*']],
  [
    'lambda',
    'new URL(process.env.PACK_URL)',
    'POST',
    ['lambda:InvokeFunctionUrl lambda:function:${Pack}', 'lambda:InvokeFunction lambda:function:${Pack}'],
  ],
  ['es', '({ hostname: process.env.SEARCH_HOST, pathname: `/articles/_search` })', 'GET', ['es:ESHttpGet es:domain/${Articles}/*']],
])('a request that is signed for %s is a call of what the template gives the address of', (service, url, method, expected) => {
  const code = `${SIGNER}export const handler = (event) => send('${service}', ${url}, '${method}');`;
  expect(needed('tell.mjs', code)).toEqual(expected);
});

test('aws4 takes host and path apart', () => {
  const code = `import aws4 from 'aws4';
export const handler = () => fetch(aws4.sign({ service: 'execute-api', host: 'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com', method: 'POST', path: '/prod/orders' }));`;
  expect(needed('tell.mjs', code)).toEqual(['execute-api:Invoke execute-api:a1b2c3d4e5/prod/POST/orders']);
});

test('a host that is not known is a resource that is not known, not a gap', () => {
  const code = `${SIGNER}export const handler = (event) => send('execute-api', new URL(event.url), 'GET');`;
  expect(needed('tell.mjs', code)).toEqual(['execute-api:Invoke execute-api:*/*/GET/*']);
});

test.each(['iotdevicegateway', 'vpc-lattice-svcs', 'lambda'])('requests for %s are a gap still', (service) => {
  const code = `${SIGNER}export const handler = () => send('${service}', new URL('https://example.com/'), 'GET');`;
  expect(needed('tell.mjs', code)).toEqual([`gap: a request is signed with IAM credentials for ${service} to example.com`]);
});

test('in Python a request is signed by its method, by a session, or by hand', () => {
  const code = `import os, boto3, requests
from requests_aws4auth import AWS4Auth
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

credentials = boto3.Session().get_credentials()

def handler(event, context):
    auth = AWS4Auth(credentials.access_key, credentials.secret_key, 'eu-west-1', 'execute-api')
    requests.post(os.environ['SHOP_URL'] + '/orders', auth=auth, json=event)
    session = requests.Session()
    session.auth = auth
    session.delete(f"{os.environ['SHOP_URL']}/carts")
    request = AWSRequest(method='POST', url=os.environ['FEED_URL'], data='{}')
    SigV4Auth(credentials, 'appsync', 'eu-west-1').add_auth(request)
`;
  expect(needed('tell.py', code)).toEqual([
    'execute-api:Invoke execute-api:${Shop}/prod/POST/orders',
    'execute-api:Invoke execute-api:${Shop}/prod/DELETE/carts',
    'appsync:GraphQL appsync:apis/${Feed}/types/*/fields/*',
  ]);
});

test('a client of a search domain may use every method', () => {
  const code = `import os, boto3
from opensearchpy import OpenSearch, AWSV4SignerAuth

auth = AWSV4SignerAuth(boto3.Session().get_credentials(), 'eu-west-1', 'es')
client = OpenSearch(hosts=[{'host': os.environ['SEARCH_HOST'], 'port': 443}], http_auth=auth)

def handler(event, context):
    return client.search(index='articles', body=event)
`;
  expect(needed('tell.py', code)).toEqual(
    ['Delete', 'Get', 'Head', 'Patch', 'Post', 'Put'].map((method) => `es:ESHttp${method} es:domain/\${Articles}/*`),
  );
});

test('what an assumed role signs is no need of the function beside the role', () => {
  const code = `import os, boto3, requests
from requests_aws4auth import AWS4Auth

def handler(event, context):
    role = 'arn:aws:iam::111122223333:role/shelf-reader'
    keys = boto3.client('sts').assume_role(RoleArn=role, RoleSessionName='shelf')['Credentials']
    auth = AWS4Auth(keys['AccessKeyId'], keys['SecretAccessKey'], 'eu-west-1', 'es', session_token=keys['SessionToken'])
    requests.get('https://' + os.environ['SEARCH_HOST'] + '/_search', auth=auth)
`;
  expect(needed('tell.py', code)).toEqual(['sts:AssumeRole iam::${AWS::AccountId}:role/shelf-reader']);
});
