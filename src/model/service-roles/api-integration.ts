import { HTTP_API_SUBTYPES, PATH_OPERATIONS, URI_SERVICES } from '../../data/api-integrations.ts';
import type { Span } from '../../util/span.ts';
import type { App } from '../app.ts';
import type { Target } from '../platform-grant.ts';
import { canonicalArn, physicalName, policyText, resourceArn } from '../policy-text.ts';
import { published } from '../published.ts';
import { entriesOf, exactText, get, isUnknown } from '../value.ts';
import type { Value } from '../value.ts';
import { ANY, grantOf, operationNeeds } from './operation-needs.ts';
import { inputOf, listInput, mappedParameters, templateMembers } from './request-template.ts';
import type { Members } from './request-template.ts';
import { known, notKnown } from './use.ts';
import type { UseNeeds } from './use.ts';

const REQUEST = 'the request';

/** An integration of API Gateway, however it is written. */
interface Integration {
  readonly uri: Value | undefined;
  readonly subtype: Value | undefined;
  /** HTTP method of the request to the service. */
  readonly method: Value | undefined;
  readonly parameters: Value | undefined;
  readonly templates: Value | undefined;
  readonly because: string;
  readonly at: Span;
}

/** What API Gateway does with the credentials of an integration: an `x-amazon-apigateway-integration`, the `Integration` of a method, or an `AWS::ApiGatewayV2::Integration`.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-request-basic-setup.html */
export function integrationNeeds(app: App, value: Value, because: string): UseNeeds {
  const part = (...names: readonly string[]): Value | undefined =>
    names.map((name) => get(value, name) ?? get(value, name.charAt(0).toUpperCase() + name.slice(1))).find((one) => one !== undefined);
  const integration: Integration = {
    uri: part('uri', 'integrationUri'),
    subtype: part('integrationSubtype'),
    method: part('integrationHttpMethod', 'httpMethod', 'integrationMethod'),
    parameters: part('requestParameters'),
    templates: part('requestTemplates'),
    because,
    at: value.at,
  };
  if (integration.subtype !== undefined) return subtypeNeeds(app, integration, integration.subtype);
  const text = integration.uri === undefined ? undefined : policyText(app, integration.uri);
  if (text === undefined) return notKnown(`${because}: it has no URI`, value.at);
  if (isUnknown(text)) return { grants: [], blocked: text };
  return uriNeeds(app, integration, text);
}

/** What invoking the function that a URI of API Gateway names needs: of an integration or an authorizer. */
export function invocationNeeds(app: App, uri: Value | undefined, because: string): UseNeeds {
  const text = uri === undefined ? undefined : policyText(app, uri);
  if (uri === undefined || text === undefined) return known([]);
  if (isUnknown(text)) return { grants: [], blocked: text };
  const arn = /:path\/+[^/]+\/functions\/(.+)\/invocations$/s.exec(text)?.[1] ?? (/^arn:[^:]*:lambda:/.test(text) ? text : undefined);
  // What no Fn::Sub fills stays as it is written, and names no function.
  if (arn === undefined || /stageVariables|\$\{/.test(arn)) return notKnown(`${because}: which function it invokes is not known`, uri.at);
  return known([grantOf(['lambda:InvokeFunction'], [functionTarget(app, canonicalArn(arn), uri)], { because, at: uri.at, needed: true })]);
}

function functionTarget(app: App, arn: string, { at }: Value): Target {
  const own = app.ofType('AWS::Lambda::Function').find((one) => [arn, arn.replace(/:[^:]*$/, '')].includes(resourceArn(app, one) ?? ''));
  return { logicalId: own?.id ?? null, arn, unknown: null, via: 'the URI of the integration', bound: at };
}

/** `arn:aws:apigateway:region:service:action/Name` or `…:service:path/rest`. https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html */
function uriNeeds(app: App, one: Integration, text: string): UseNeeds {
  const { because, at } = one;
  if (/:lambda:path\/|^arn:[^:]*:lambda:/.test(text)) return invocationNeeds(app, one.uri, because);
  const [, service, kind, rest = ''] = /^arn:[^:]*:apigateway:[^:]*:(?:[^:]+\.)?([\w-]+):(path|action)\/(.*)$/s.exec(text) ?? [];
  if (service === undefined) return notKnown(`${because}: what it calls is not known`, at);
  if (service === 's3' && kind === 'path') return objectNeeds(app, one, rest);
  const query = mappedParameters(app, one.parameters, 'querystring');
  const body = templateMembers(app, one.templates);
  if (isUnknown(body)) return { grants: [], blocked: body };
  const members: Members = new Map([...body, ...query]);
  const header = [...mappedParameters(app, one.parameters, 'header')].find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1];
  const path = kind === 'path' ? PATH_OPERATIONS.find((known) => known.service === service && known.path.test(rest)) : undefined;
  if (path !== undefined) {
    const named = path.member === null ? [] : [[path.member, path.path.exec(rest)?.[1] ?? null] as const];
    return callNeeds(app, { service: path.sdk, api: path.api, members: new Map([...members, ...named]) }, one);
  }
  const api = kind === 'action' ? /^\w+/.exec(rest)?.[0] : (members.get('Action') ?? header?.split('.').at(-1));
  if (api === undefined) return notKnown(`${because}: which operation of ${service} it calls is not known`, at);
  return callNeeds(app, { service: URI_SERVICES.get(service) ?? service, api, members: withQueue(service, rest, members) }, one);
}

/** The path of a request to SQS names its queue: `account/queue`. */
function withQueue(service: string, path: string, members: Members): Members {
  const name = /^[^/]*\/([^/?]+)$/.exec(path)?.[1];
  return service === 'sqs' && name !== undefined && !members.has('QueueUrl') ? new Map([...members, ['QueueUrl', name]]) : members;
}

/** A queue's name for its URL, and a state machine's ARN for a version or alias, which the template refers to. */
function namedResource(app: App, [member, text]: readonly [string, string | null]): [string, string | null] {
  const queue = app.resource(/^\uE000([^\uE001]+)\.QueueUrl\uE001$/.exec(text ?? '')?.[1]);
  if (queue !== undefined) return [member, physicalName(app, queue)];
  const part = app.resource(/^\uE000([^\uE001]+)\uE001$/.exec(text ?? '')?.[1]);
  const machine = part?.type.startsWith('AWS::StepFunctions::') ? published(app, part) : undefined;
  return [member, machine === undefined ? text : (resourceArn(app, machine) ?? text)];
}

function callNeeds(
  app: App,
  { service, api, members }: { readonly service: string; readonly api: string; readonly members: Members },
  { because, at }: Pick<Integration, 'because' | 'at'>,
): UseNeeds {
  const given = new Map([...members].map((member) => namedResource(app, member)));
  const input = api === 'PutEvents' ? listInput('Entries', given, at) : inputOf(given, at);
  const grants = operationNeeds(app, { service, api, input, from: REQUEST, because, at });
  return grants === null ? notKnown(`${because}: what ${service} ${api} needs is not known`, at) : known(grants);
}

/** Actions of requests to a bucket's objects, by HTTP method. https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-s3.html */
const OBJECT_METHODS: ReadonlyMap<string, string> = new Map([
  ['GET', 's3:GetObject'],
  ['HEAD', 's3:GetObject'],
  ['PUT', 's3:PutObject'],
  ['DELETE', 's3:DeleteObject'],
]);

function objectNeeds(app: App, one: Integration, rest: string): UseNeeds {
  const { because, at } = one;
  const query = mappedParameters(app, one.parameters, 'querystring');
  const method = exactText(one.method)?.toUpperCase() ?? '';
  const [bucket = '', ...key] = filledPath(app, one, rest);
  const action = key.join('') === '' ? undefined : OBJECT_METHODS.get(method);
  if (action === undefined || query.size > 0) return notKnown(`${because}: which operation of S3 it calls is not known`, at);
  const own = app.ofType('AWS::S3::Bucket').find((each) => resourceArn(app, each) === canonicalArn(`arn:aws:s3:::${bucket}`));
  const target: Target = {
    ...ANY,
    logicalId: own?.id ?? null,
    arn: canonicalArn(`arn:aws:s3:::${bucket}/${key.join('/')}`),
    unknown: bucket.includes('*') ? `the bucket comes from ${REQUEST}` : null,
    via: 'the URI of the integration',
    bound: one.uri?.at ?? null,
  };
  const more = action === 's3:PutObject' ? aclNeeds(app, one, target) : [];
  return known([grantOf([action], [target], { because, at, needed: true }), ...more]);
}

function aclNeeds(app: App, one: Integration, target: Target): UseNeeds['grants'] {
  const headers = [...mappedParameters(app, one.parameters, 'header').keys()].map((name) => name.toLowerCase());
  const { because, at } = one;
  const more = [
    ...(headers.includes('x-amz-acl') ? ['s3:PutObjectAcl'] : []),
    ...(headers.includes('x-amz-tagging') ? ['s3:PutObjectTagging'] : []),
  ];
  return more.length === 0 ? [] : [grantOf(more, [target], { because, at, needed: true })];
}

/** The parts of a path, with `{name}` filled by its mapping, or a star where it comes from the request. */
function filledPath(app: App, one: Integration, path: string): readonly string[] {
  const mapped = mappedParameters(app, one.parameters, 'path');
  return path.split('/').map((part) => part.replaceAll(/\{([^}]+)\}/g, (_, name: string) => mapped.get(name.replace(/\+$/, '')) ?? '*'));
}

/** `SQS-SendMessage` of HTTP APIs, whose parameters are the operation's members.
 *  https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html */
function subtypeNeeds(app: App, one: Integration, subtype: Value): UseNeeds {
  const name = exactText(subtype) ?? '';
  const called = HTTP_API_SUBTYPES.get(name);
  if (called === undefined) return notKnown(`${one.because}: what the subtype ${name} calls is not known`, subtype.at);
  const members = entriesOf(one.parameters).map(({ key, value }): [string, string | null] => {
    const text = policyText(app, value);
    return [key, isUnknown(text) || text.includes('$') ? null : text];
  });
  return callNeeds(app, { ...called, members: new Map(members) }, one);
}
