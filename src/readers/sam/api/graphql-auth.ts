import { stringOf } from '../../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { expandConnector } from '../connectors/expand.ts';
import { getAtt, ref } from '../intrinsics.ts';
import { given, present } from '../values.ts';
import { expectMap } from './document.ts';
import { madeMap } from './made.ts';
import { Refused } from './refused.ts';

/** What an authentication type needs: the owner's property and AppSync's. Source: AWS SAM developer guide, "Auth" of GraphQLApi. */
const CONFIGURATIONS: { readonly [type: string]: readonly [property: string, target: string] } = {
  AWS_LAMBDA: ['LambdaAuthorizer', 'LambdaAuthorizerConfig'],
  OPENID_CONNECT: ['OpenIDConnect', 'OpenIDConnectConfig'],
  AMAZON_COGNITO_USER_POOLS: ['UserPool', 'UserPoolConfig'],
};
const TYPES: ReadonlySet<string> = new Set(['AWS_IAM', 'API_KEY', ...Object.keys(CONFIGURATIONS)]);

/** The authentication of a GraphQL API. */
export interface GraphQlAuth {
  /** The properties of AWS::AppSync::GraphQLApi. */
  readonly properties: { readonly [name: string]: Buildable | undefined };
  /** Functions that authorize. */
  readonly lambdaArns: readonly Node[];
}

/** Reads `Auth`: the default way to authenticate and additional ones. */
export function readGraphQlAuth(properties: MapNode, resource: MapNode): GraphQlAuth {
  const node = present(properties.get('Auth'));
  if (node === undefined) throw new Refused('Auth is required.', resource.at);
  const auth = expectMap(node, 'Auth must be a map.', node.at);
  const lambdaArns: Node[] = [];
  const main = provider(auth, false, lambdaArns);
  const additional = given(auth, 'Additional');
  if (additional !== undefined && additional.kind !== 'list') throw new Refused('Auth.Additional must be a list.', additional.at);
  const others = additional?.items.map((item) =>
    provider(expectMap(item, 'Each additional Auth must be a map.', item.at), true, lambdaArns),
  );
  return { properties: { ...main, AdditionalAuthenticationProviders: others }, lambdaArns };
}

function provider(auth: MapNode, isAdditional: boolean, lambdaArns: Node[]): { [name: string]: Buildable } {
  const type = auth.get('Type');
  const name = stringOf(type);
  if (type === undefined || name === undefined || !TYPES.has(name)) {
    throw new Refused(`Auth.Type must be one of ${[...TYPES].join(', ')}.`, type?.at ?? auth.at);
  }
  const settings = auth.keys().filter((key) => key !== 'Additional' && present(auth.get(key)) !== undefined);
  if (settings.length > 2) throw new Refused('Auth may have one configuration besides its Type.', auth.at);
  const configuration = CONFIGURATIONS[name];
  if (configuration === undefined) return { AuthenticationType: type };
  const [property, target] = configuration;
  const value = present(auth.get(property));
  if (value === undefined) throw new Refused(`Auth of type ${name} needs ${property}.`, auth.at);
  const map = expectMap(value, `Auth.${property} must be a map.`, value.at);
  const parts: { [key: string]: Node | undefined } = {};
  for (const [key, entry] of map.entries) parts[key] = present(entry.value);
  // AppSync takes an action for other users from the default user pool only.
  if (isAdditional) delete parts['DefaultAction'];
  const authorizer = map.get('AuthorizerUri');
  if (name === 'AWS_LAMBDA' && authorizer !== undefined) lambdaArns.push(authorizer);
  return { AuthenticationType: type, [target]: madeMap(parts, value.at) };
}

/** Lets AppSync invoke the functions that authorize, by connectors. */
export function addAuthConnectors(context: SamContext, apiId: string, lambdaArns: readonly Node[]): void {
  for (const [index, arn] of lambdaArns.entries()) {
    const connector = {
      Type: 'AWS::Serverless::Connector',
      Properties: {
        Source: { Type: 'AWS::AppSync::GraphQLApi', Arn: ref(apiId), ResourceId: getAtt(apiId, 'ApiId') },
        Destination: { Type: 'AWS::Lambda::Function', Arn: arn },
        Permissions: ['Write'],
      },
    };
    expandConnector(context, `${apiId}ToLambdaAuthConnector${index + 1}`, madeMap(connector, arn.at));
  }
}
