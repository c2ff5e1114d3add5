import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const TEMPLATE = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage:
    Type: String
    Default: test
Globals:
  Function:
    Runtime: nodejs22.x
    CodeUri: src/
Resources:
  Place:
    Type: AWS::Serverless::Function
    Properties:
      Handler: place.handler
      Environment:
        Variables:
          TABLE: !Ref Orders
          STAGE: !Ref Stage
      Policies:
        - DynamoDBCrudPolicy:
            TableName: !Ref Orders
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      BillingMode: PAY_PER_REQUEST
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: flow.asl.json
  Billing:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: billing/nested.yaml
`;

const NESTED = `Resources:
  Receipts:
    Type: AWS::S3::Bucket
`;

const HANDLER = `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { priceOf } from './price';
import { shared } from '../../shared/names';
const client = new DynamoDBClient({});
export const handler = async (event) => {
  console.log(shared);
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: event.id }, price: { N: priceOf(event) } } }));
};
`;

const FILES: Readonly<Record<string, string>> = {
  'repo/.git/HEAD': 'ref: refs/heads/main\n',
  'repo/shop/template.yaml': TEMPLATE,
  'repo/shop/billing/nested.yaml': NESTED,
  'repo/shop/flow.asl.json': '{"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":5,"End":true}}}\n',
  'repo/shop/src/place.js': HANDLER,
  'repo/shop/src/price/index.js': 'export const priceOf = (event) => String(event.price);\n',
  'repo/shared/names/index.js': "export const shared = 'orders';\n",
  'repo/shop/src/package.json': '{"name":"place","type":"module","dependencies":{"left-pad":"1.3.0"}}\n',
  'repo/mail/template.yaml': 'Resources:\n  Letters:\n    Type: AWS::SQS::Queue\n',
};

/** Writes two apps in one repository, of which one has all that an app can have files for. */
export function writeApps(folder: string): void {
  for (const [path, text] of Object.entries(FILES)) write(folder, path, text);
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function replace(path: string, from: string, to: string): (folder: string) => void {
  return (folder) => {
    // Another change may have taken it away.
    if (!existsSync(join(folder, path))) return;
    const text = readFileSync(join(folder, path), 'utf8');
    // Done before, it is undone.
    write(folder, path, text.includes(from) ? text.replace(from, to) : text.replace(to, from));
  };
}

/** Writes a file that is not there; one that is there is removed. */
function toggle(path: string, text: string): (folder: string) => void {
  return (folder) => {
    if (existsSync(join(folder, path))) rmSync(join(folder, path));
    else write(folder, path, text);
  };
}

const S3_CALL =
  "import { S3Client, DeleteBucketCommand } from '@aws-sdk/client-s3';\nnew S3Client({}).send(new DeleteBucketCommand({ Bucket: 'receipts' }));\n";
const SAMCONFIG = `version = 0.1
[test.deploy.parameters]
parameter_overrides = "Stage=test"
[live.deploy.parameters]
region = "eu-west-1"
parameter_overrides = "Stage=live"
`;
const PIPELINE = 'on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: sam build && sam deploy\n';

/** Changes that a report may depend on, in the apps of `writeApps`; made twice, most undo themselves. */
export const CHANGES: Readonly<Record<string, (folder: string) => void>> = {
  'the template': replace('repo/shop/template.yaml', 'TableName: !Ref Orders', "TableName: '*'"),
  'a comment that accepts': replace(
    'repo/shop/template.yaml',
    '  Orders:\n',
    '  # casemate-ignore table-no-recovery: kept elsewhere\n  Orders:\n',
  ),
  'a line above': replace('repo/mail/template.yaml', 'Resources:', '# Letters to customers.\nResources:'),
  'a nested template': replace('repo/shop/billing/nested.yaml', 'AWS::S3::Bucket', 'AWS::SNS::Topic'),
  'a nested template that goes': toggle('repo/shop/billing/nested.yaml', NESTED),
  'a definition': replace('repo/shop/flow.asl.json', '{"StartAt"', '{{"StartAt"'),
  'a source file': replace('repo/shop/src/place.js', 'client.send(new PutItem', 'client.send(new DeleteItem'),
  'an imported module': replace('repo/shop/src/price/index.js', 'export const', `${S3_CALL}export const`),
  'a module outside of the app': replace('repo/shared/names/index.js', "'orders'", 'process.env.SHARED'),
  'a file that shadows a module': toggle('repo/shop/src/price.js', `${S3_CALL}export const priceOf = () => '1';\n`),
  'a file that shadows a module outside of the app': toggle('repo/shared/names.js', `${S3_CALL}export const shared = 'none';\n`),
  'a handler that goes': toggle('repo/shop/src/place.js', HANDLER),
  'a package manifest': replace('repo/shop/src/package.json', '"left-pad":"1.3.0"', '"@aws-sdk/client-dynamodb":"3.1.0"'),
  'a lockfile': toggle(
    'repo/shop/src/package-lock.json',
    '{"lockfileVersion":3,"packages":{"":{},"node_modules/left-pad":{"version":"1.3.0"}}}\n',
  ),
  'an installed package': toggle('repo/shop/src/node_modules/left-pad/index.js', 'module.exports = (text) => text;\n'),
  'deployments in samconfig': toggle('repo/shop/samconfig.toml', SAMCONFIG),
  'a config file': toggle('repo/casemate.config.json', '{"failOn":"low","regions":[]}\n'),
  'a config file that excludes': toggle('repo/casemate.config.json', '{"exclude":["repo/mail/**"]}\n'),
  'a pipeline up the tree': toggle('repo/.github/workflows/deploy.yml', PIPELINE),
  'a pipeline file in the folder above': toggle('repo/buildspec.yml', 'version: 0.2\nphases:\n  build:\n    commands: [sam deploy]\n'),
  'a repository within': toggle('repo/shop/.git/HEAD', 'ref: refs/heads/main\n'),
  'a new app': toggle('repo/new/template.yaml', 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n'),
  'an app that nests another': replace('repo/shop/template.yaml', 'billing/nested.yaml', '../mail/template.yaml'),
  'a broken template': replace('repo/mail/template.yaml', 'Resources:', 'Resources: ['),
  'a folder that is renamed': (folder) => {
    const [from, to] = existsSync(join(folder, 'repo/shop/src/price')) ? ['price', 'prices'] : ['prices', 'price'];
    renameSync(join(folder, 'repo/shop/src', from), join(folder, 'repo/shop/src', to));
  },
  'a link in place of a file': (folder) => {
    const path = join(folder, 'repo/shop/billing/nested.yaml');
    if (existsSync(path)) unlinkSync(path);
    symlinkSync('../../mail/template.yaml', path);
  },
  'a file that ships and grows': (folder) => {
    const path = join(folder, 'repo/shop/src/scan.png');
    if (!existsSync(path)) write(folder, 'repo/shop/src/scan.png', 'pixels');
    truncateSync(path, 280 * 1024 * 1024);
  },
  'a copy of an app': (folder) => cpSync(join(folder, 'repo/mail'), join(folder, 'repo/post'), { recursive: true }),
};
