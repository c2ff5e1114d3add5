import { arnTemplateOf } from '../../data/arn-templates.ts';
import { arnAttributeOf, refKind } from '../../data/resource-types.ts';
import type { App } from '../../model/app.ts';
import type { Atom, Value } from '../../model/value.ts';

/** Types whose names may hold slashes, or whose ARNs end in what AWS draws: where their parts begin and end cannot be told. */
const OPEN: ReadonlySet<string> = new Set([
  'AWS::Logs::LogGroup',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::KMS::Alias',
]);

/** A setting in which ARNs and names of the app's resources say what they are made of, for code that takes them apart. */
export function spelledOut(app: App, value: Value): Value {
  if (value.kind !== 'text') return value;
  const atoms = value.atoms.map((atom): Atom => {
    if (atom.kind !== 'resource') return atom;
    const parts = partsOf(app, atom);
    return parts === undefined ? atom : { ...atom, parts };
  });
  return { ...value, atoms };
}

const literal = (text: string): Atom => ({ kind: 'literal', text });

/** Attributes that are addresses, as what they are made of. A host that no attribute gives has a name of its own. */
const ENDPOINTS: ReadonlyMap<string, (atom: ResourceAtom) => readonly Atom[]> = new Map([
  // https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-real-time-websocket-client.html
  ['AWS::AppSync::GraphQLApi.GraphQLUrl', (atom) => [literal('https://'), { ...atom, attribute: 'GraphQLDns' }, literal('/graphql')]],
  ['AWS::AppSync::GraphQLApi.GraphQLDns', (atom) => [atom]],
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
  ['AWS::Lambda::Url.FunctionUrl', (atom) => [literal('https://'), { ...atom, attribute: 'FunctionUrlHost' }, literal('/')]],
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html
  [
    'AWS::ApiGatewayV2::Api.ApiEndpoint',
    (atom) => [
      literal('https://'),
      { ...atom, attribute: null },
      literal('.execute-api.'),
      { kind: 'pseudo', name: 'AWS::Region' },
      literal('.'),
      { kind: 'pseudo', name: 'AWS::URLSuffix' },
    ],
  ],
  ['AWS::OpenSearchService::Domain.DomainEndpoint', (atom) => [atom]],
  ['AWS::Elasticsearch::Domain.DomainEndpoint', (atom) => [atom]],
]);

type ResourceAtom = Extract<Atom, { kind: 'resource' }>;

function partsOf(app: App, atom: ResourceAtom): readonly Atom[] | undefined {
  const type = app.resource(atom.id)?.type;
  if (type === undefined || OPEN.has(type)) return undefined;
  const endpoint = ENDPOINTS.get(`${type}.${atom.attribute}`);
  if (endpoint !== undefined) return endpoint(atom);
  const kind = atom.attribute === null ? refKind(type) : atom.attribute === arnAttributeOf(type) ? 'arn' : 'other';
  if (kind === 'name' || kind === 'id') return [atom];
  return kind === 'arn' ? arnParts(type, atom) : undefined;
}

function arnParts(type: string, { id }: ResourceAtom): readonly Atom[] | undefined {
  return arnTemplateOf(type)
    ?.split(/\$\{(\w+)\}/)
    .flatMap((text, index): Atom[] => {
      if (index % 2 === 0) return text === '' ? [] : [{ kind: 'literal', text }];
      const pseudo = PSEUDO.get(text);
      return [pseudo === undefined ? { kind: 'resource', id, attribute: text } : { kind: 'pseudo', name: pseudo }];
    });
}

const PSEUDO: ReadonlyMap<string, string> = new Map([
  ['Partition', 'AWS::Partition'],
  ['Region', 'AWS::Region'],
  ['Account', 'AWS::AccountId'],
]);
