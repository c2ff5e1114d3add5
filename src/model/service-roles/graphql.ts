import type { App } from '../app.ts';
import type { PlatformGrant, Target } from '../platform-grant.ts';
import { policyText, resourceArn } from '../policy-text.ts';
import { property } from '../template.ts';
import type { Resource } from '../template.ts';
import { exactText, flag, isUnknown, resourceNamed, show } from '../value.ts';
import type { Value } from '../value.ts';
import { targetAt } from './delivery.ts';
import { ANY, grantOf } from './operation-needs.ts';
import { known, notKnown, together } from './use.ts';
import type { RoleUse, UseNeeds } from './use.ts';

/** Actions of AppSync's operations on a table.
 *  https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html, read 2026-11-22. */
const OPERATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['GetItem', ['dynamodb:GetItem']],
  ['PutItem', ['dynamodb:PutItem']],
  ['UpdateItem', ['dynamodb:UpdateItem']],
  ['DeleteItem', ['dynamodb:DeleteItem']],
  ['Query', ['dynamodb:Query']],
  ['Scan', ['dynamodb:Scan']],
  ['BatchGetItem', ['dynamodb:BatchGetItem']],
  ['BatchPutItem', ['dynamodb:BatchWriteItem']],
  ['BatchDeleteItem', ['dynamodb:BatchWriteItem']],
]);

/** Functions of `@aws-appsync/utils/dynamodb` that make those requests.
 *  https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html */
const HELPERS: ReadonlyMap<string, string> = new Map([
  ['get', 'GetItem'],
  ['put', 'PutItem'],
  ['update', 'UpdateItem'],
  ['remove', 'DeleteItem'],
  ['query', 'Query'],
  ['scan', 'Scan'],
  ['batchGet', 'BatchGetItem'],
  ['batchPut', 'BatchPutItem'],
  ['batchDelete', 'BatchDeleteItem'],
]);

/** Roles of AppSync: those of data sources, and the one that writes logs. */
export function graphqlUses(app: App): RoleUse[] {
  const sources = app.ofType('AWS::AppSync::DataSource').map((source) => ({
    user: source.id,
    role: property(source, 'ServiceRoleArn'),
    ...sourceNeeds(app, source),
  }));
  const apis = app.ofType('AWS::AppSync::GraphQLApi').flatMap((api): RoleUse[] => {
    const role = property(api, 'LogConfig.CloudWatchLogsRoleArn');
    const actions = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
    return role === undefined
      ? []
      : [{ user: api.id, role, ...known([grantOf(actions, [ANY], { because: 'logs', at: role.at, needed: false })]) }];
  });
  return [...sources, ...apis];
}

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_DataSource.html */
function sourceNeeds(app: App, source: Resource): UseNeeds {
  const because = `the data source ${source.id}`;
  const type = exactText(property(source, 'Type'));
  const ask = (path: string, action: string): UseNeeds => {
    const named = property(source, path);
    const target = named === undefined ? undefined : targetAt(app, named);
    if (target === undefined || 'blocked' in target) return target ?? notKnown(`${because} does not say what it asks`, source.at);
    // SAM's connectors allow both ways to invoke a function.
    const more =
      action === 'lambda:InvokeFunction' ? [grantOf(['lambda:InvokeAsync'], [target], { because, at: named!.at, needed: false })] : [];
    return known([grantOf([action], [target], { because, at: named!.at, needed: true }), ...more]);
  };
  switch (type) {
    case 'NONE':
      return known([]);
    case 'AWS_LAMBDA':
      return ask('LambdaConfig.LambdaFunctionArn', 'lambda:InvokeFunction');
    case 'AMAZON_EVENTBRIDGE':
      return ask('EventBridgeConfig.EventBusArn', 'events:PutEvents');
    case 'AMAZON_DYNAMODB':
      return tableNeeds(app, source, because);
    default:
      return notKnown(`${because}: what its resolvers ask of ${type ?? 'it'} is not followed`, source.at);
  }
}

function tableNeeds(app: App, source: Resource, because: string): UseNeeds {
  const name = property(source, 'DynamoDBConfig.TableName');
  const table = name === undefined ? undefined : policyText(app, name);
  if (table === undefined || isUnknown(table))
    return table === undefined ? notKnown(`${because} names no table`, source.at) : { grants: [], blocked: table };
  if (flag(property(source, 'DynamoDBConfig.Versioned'), false) !== false)
    return notKnown(`${because} keeps versions, whose actions are not followed`, source.at);
  const own = app
    .ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')
    .find((one) => resourceArn(app, one)?.endsWith(`:table/${table}`));
  const arn = own === undefined ? undefined : resourceArn(app, own);
  if (own === undefined || arn === undefined) return notKnown(`${because}: the table ${show(name)} is not in the template`, source.at);
  const target: Target = { logicalId: own.id, arn, unknown: null, via: show(name), bound: name?.at ?? null };
  const resolvers = resolversOf(app, source);
  if (resolvers.length === 0) return notKnown(`no resolver of the app uses ${source.id}`, source.at);
  return together(resolvers.map((resolver) => resolverNeeds(app, resolver, { because, target })));
}

/** Resolvers and functions of a data source. */
function resolversOf(app: App, source: Resource): readonly Resource[] {
  const name = exactText(property(source, 'Name'));
  return app.ofType('AWS::AppSync::Resolver', 'AWS::AppSync::FunctionConfiguration').filter((resolver) => {
    const named = property(resolver, 'DataSourceName');
    return resourceNamed(named) === source.id || (name !== undefined && exactText(named) === name);
  });
}

function resolverNeeds(app: App, resolver: Resource, { because, target }: { because: string; target: Target }): UseNeeds {
  const request = property(resolver, 'RequestMappingTemplate') ?? property(resolver, 'Code');
  if (request === undefined) return notKnown(`the request of ${resolver.id} is not in the template`, resolver.at);
  const text = policyText(app, request);
  if (isUnknown(text)) return { grants: [], blocked: text };
  const operations = operationsIn(text);
  if (operations === null) return notKnown(`which operations ${resolver.id} asks for is not known`, request.at);
  const why = { because: `${because}, ${resolver.id}`, at: request.at, needed: true };
  return known(operations.flatMap((operation) => grantsFor(operation, text, { target, why })));
}

function grantsFor(
  operation: string,
  text: string,
  { target, why }: { target: Target; why: { because: string; at: Value['at']; needed: boolean } },
): PlatformGrant[] {
  const actions = OPERATIONS.get(operation)!;
  const isRead = operation === 'Query' || operation === 'Scan';
  if (!isRead || !/\bindex["']?\s*[:=,}]/.test(text)) return [grantOf(actions, [target], why)];
  const index = /["']?\bindex["']?\s*:\s*["']([\w.-]+)["']/.exec(text)?.[1];
  const targets = [{ ...target, arn: `${target.arn}/index/${index ?? '*'}` }, ...(index === undefined ? [target] : [])];
  return [grantOf(actions, targets, { ...why, needed: index !== undefined })];
}

/** The operations that a mapping template or a resolver's code asks for; null where that is not written out. */
function operationsIn(text: string): readonly string[] | null {
  const asked = [...text.matchAll(/["']?\boperation["']?\s*:\s*["'](\w+)["']/g)].map(([, name = '']) => name);
  const mentioned = [...text.matchAll(/\boperation\b/g)].length;
  const namespace = /import\s*\*\s*as\s+(\w+)\s+from\s*["']@aws-appsync\/utils\/dynamodb["']/.exec(text)?.[1];
  const helped =
    namespace === undefined
      ? []
      : [...text.matchAll(new RegExp(`\\b${namespace}\\.(\\w+)\\s*(?:<[^>]*>)?\\(`, 'g'))].map(([, name = '']) => name);
  const imported = [...text.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']@aws-appsync\/utils\/dynamodb["']/g)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );
  if (mentioned > asked.length) return null;
  const helpers = [...helped.filter((name) => name !== 'operations'), ...imported.filter((name) => name !== 'operations')];
  if (helpers.some((name) => !HELPERS.has(name))) return null;
  const all = [...new Set([...asked, ...helpers.map((name) => HELPERS.get(name)!)])];
  return all.length > 0 && all.every((name) => OPERATIONS.has(name)) ? all : null;
}
