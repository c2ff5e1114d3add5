import { hole } from '../../iam/policy.ts';
import type { App } from '../../model/app.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { physicalName, policyText, resourceText } from '../../model/policy-text.ts';
import { property } from '../../model/template.ts';
import type { Resource } from '../../model/template.ts';
import { exactText as exactSetting, isUnknown, resourceNamed, show as showSetting } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';
import type { Span } from '../../util/span.ts';
import type { Abstract, Origin, TextPart } from '../value.ts';
import { showOrigin } from '../values/values.ts';
import type { HintLedger } from '../hints/ledger.ts';
import { patternValue } from './event-pattern.ts';
import { executionInAnswer, executionInEvent } from './execution-name.ts';
import { forwardedBucket } from './forwarded.ts';
import { inlineText } from './inline-text.ts';
import { inputView } from './input.ts';

/** What a value in the code names, as far as it can be told. */
export interface Name {
  /** Text with holes; parts that cannot be known are `*`. */
  readonly text: string;
  /** Why part of it cannot be known; null when it is exact. */
  readonly unknown: NameUnknown | null;
  /** How it comes here: `process.env.TABLE -> Environment.TABLE -> !Ref Orders`. */
  readonly via: string;
  /** Where the template gives it. */
  readonly bound: Span | null;
  /** The resource that the template names there; null when it is a text of its own. */
  readonly resource: string | null;
  /** What the name is called where it comes from (`TABLE_ARN`), which tells an ARN from a name where nothing else does. */
  readonly label: string;
}

/** Why a name is not known. */
export interface NameUnknown {
  readonly code: 'resource-from-event' | 'resource-imported' | 'resource-unknown';
  readonly because: string;
  /** What reports and hints call the value: `event.Bucket`, the variable `TABLE`; left out where it has no name. */
  readonly value?: string;
  /** Ids of the app's resources that it could be. */
  readonly candidates?: readonly string[];
}

/** The function whose code names something. */
export interface Naming {
  readonly app: App;
  readonly fn: LambdaFunction;
  readonly language: 'javascript' | 'python';
  /** What the owner says of the function. */
  readonly hints?: HintLedger;
  /** The call whose names are asked for. */
  readonly at?: Span;
}

/** What a value of the code names. Values that are no texts are unknown. */
export function nameOf(value: Abstract, naming: Naming): Name {
  if (value.kind === 'text') return joined(value.parts.flatMap((part) => partNames(part, naming)));
  if (value.kind === 'number' && value.value !== null) return literalName(String(value.value));
  if (value.kind === 'unknown') return originName(value.origin, naming);
  return unknownName('resource-unknown', `the name is ${value.kind === 'nothing' ? 'not set' : `a ${value.kind}`}`);
}

function joined(names: readonly Name[]): Name {
  const [first] = names;
  if (first === undefined) return literalName('');
  if (names.length === 1) return first;
  return {
    text: names.map((name) => name.text).join(''),
    unknown: names.find((name) => name.unknown !== null)?.unknown ?? null,
    via: names.map((name) => name.via).join(' + '),
    bound: names.find((name) => name.bound !== null)?.bound ?? null,
    resource: null,
    label: names.at(-1)!.label,
  };
}

function literalName(text: string): Name {
  return { text, unknown: null, via: `'${text}'`, bound: null, resource: null, label: '' };
}

function unknownName(code: NameUnknown['code'], because: string, value?: string): Name {
  return {
    text: '*',
    unknown: { code, because, ...(value !== undefined && { value }) },
    via: because,
    bound: null,
    resource: null,
    label: '',
  };
}

function partNames(part: TextPart, naming: Naming): Name[] {
  if (part.kind !== 'literal') return [partName(part, naming)];
  return inlineText(naming.fn, part.text).map((one) =>
    'literal' in one ? literalName(one.literal) : settingName(one.given, { naming, via: 'the code in the template', label: '' }),
  );
}

/** Variables that Lambda sets. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const REGION: ReadonlySet<string> = new Set(['AWS_REGION', 'AWS_DEFAULT_REGION']);

function partName(part: Exclude<TextPart, { kind: 'literal' }>, naming: Naming): Name {
  if (part.kind === 'origin') return originName(part.origin, naming);
  const { name, value } = part;
  const read = naming.language === 'python' ? `os.environ['${name}']` : `process.env.${name}`;
  if (value === null && name === 'AWS_LAMBDA_FUNCTION_NAME') return { ...contextName(['functionName'], naming), via: read };
  if (value === null && REGION.has(name)) return { ...literalName(hole('AWS::Region')), via: read };
  if (value === null) return { ...unknownName('resource-unknown', `the template does not set ${name}`, name), via: read };
  return settingName(value, { naming, via: `${read} -> Environment.${name}`, label: name });
}

/** What people write where a value is set by hand after the deployment. */
const PLACEHOLDER =
  /^(?:please[-_ ]|(?:change|set|replace)[-_ ]?me$|replace[-_ ](?:this|with)[-_ ]|placeholder$|to[-_ ]be[-_ ](?:set|defined|replaced))/i;

/** What a value of the template names. */
function settingName(value: Value, from: { naming: Naming; via: string; label: string }): Name {
  const { app } = from.naming;
  const text = policyText(app, value);
  const via = `${from.via} -> ${reference(value)}`;
  const base = { via, bound: value.at, resource: resourceNamed(value) ?? null };
  const { label: called } = from;
  const because = isUnknown(text) ? text.reason : PLACEHOLDER.test(text) ? `${text} stands for what is put there later` : null;
  if (isUnknown(text) || because !== null)
    return { ...base, text: '*', unknown: { code: 'resource-imported', because: because!, value: called }, label: called };
  // Parameters that a deployment is to give are often empty by default.
  if (text === '')
    return { ...base, text: '*', unknown: { code: 'resource-unknown', because: `${called} is empty`, value: called }, label: called };
  const parameter = value.kind === 'text' && value.atoms.length === 1 ? value.atoms[0]! : undefined;
  const isNamed = (parameter?.kind === 'parameter' || parameter?.kind === 'import') && !/arn$/i.test(from.label);
  const label = isNamed ? parameter.name : from.label;
  return { ...base, text, unknown: null, label };
}

/** A value as the owner may have written it: `!Ref Orders`, `!GetAtt Orders.Arn`, or its text. */
function reference(value: Value): string {
  const only = value.kind === 'text' && value.atoms.length === 1 ? value.atoms[0]! : undefined;
  if (only?.kind === 'resource') return only.attribute === null ? `!Ref ${only.id}` : `!GetAtt ${only.id}.${only.attribute}`;
  if (only?.kind === 'parameter') return `!Ref ${only.name}`;
  if (only?.kind === 'import') return `!ImportValue ${only.name}`;
  return value.kind === 'text' ? `!Sub ${showSetting(value)}` : showSetting(value);
}

function originName(origin: Origin, naming: Naming): Name {
  switch (origin.from) {
    case 'event':
      return eventName(origin.path, naming);
    case 'context':
      return contextName(origin.path, naming);
    case 'answer':
      return (
        answerName(origin, naming) ?? unknownName('resource-unknown', `the name comes from the ${showOrigin(origin)}`, showOrigin(origin))
      );
    case 'environment':
      return unknownName('resource-unknown', `the name comes from the environment: ${origin.because}`);
    case 'library':
      return unknownName('resource-unknown', `the name comes from ${showOrigin(origin)}`, showOrigin(origin));
    case 'limit':
      return unknownName('resource-unknown', `the analysis stopped at its limit: ${origin.limit}`);
    case 'code':
      return unknownName('resource-unknown', `the name is computed: ${origin.because}`);
  }
}

/** Fields of an event that name the resource that sent it. https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html */
const SENDERS: ReadonlyMap<string, { readonly source: string; readonly what: 'name' | 'arn' | 'domain' }> = new Map([
  ['Records.[].s3.bucket.name', { source: 's3', what: 'name' }],
  ['Records.[].s3.bucket.arn', { source: 's3', what: 'arn' }],
  ['Records.[].eventSourceARN', { source: 'poll', what: 'arn' }],
  ['Records.[].Sns.TopicArn', { source: 'sns', what: 'arn' }],
  ['eventSourceArn', { source: 'poll', what: 'arn' }],
  ['requestContext.apiId', { source: 'apigateway', what: 'name' }],
  ['requestContext.domainName', { source: 'apigateway', what: 'domain' }],
]);

function eventName(path: readonly string[], naming: Naming): Name {
  const shown = `event${path.map((step) => (step === '[]' ? '[]' : `.${step}`)).join('')}`;
  const steps = path.map((step) => (/^\d+$/.test(step) ? '[]' : step));
  const sender = SENDERS.get(steps.join('.'));
  const bound = sender === undefined ? undefined : senderName(sender, shown, naming);
  return (
    bound ??
    forwardedName(steps, shown, naming) ??
    customResourceName(steps, shown, naming) ??
    patternName(steps, shown, naming) ??
    executionInEvent(steps, shown, naming) ??
    unknownName('resource-from-event', `the name comes from the event: ${shown}`, shown)
  );
}

/** The app's resource that triggers the function, when there is one of that kind only. */
function senderName(sender: { source: string; what: 'name' | 'arn' | 'domain' }, shown: string, { app, fn }: Naming): Name | undefined {
  const { source, what } = sender;
  const triggers = fn.triggers.filter((trigger) => (source === 'poll' ? trigger.invocation === 'poll' : trigger.source === source));
  const ids = [...new Set(triggers.map((trigger) => trigger.sourceId))];
  const resource = ids.length === 1 ? (app.resource(ids[0] ?? undefined) ?? onlyApi(app, source)) : undefined;
  if (resource === undefined) return undefined;
  const named = what === 'arn' ? resourceText(app, resource, 'Arn') : physicalName(app, resource);
  return {
    text: what === 'domain' ? `${named}.execute-api.${hole('AWS::Region')}.amazonaws.com` : named,
    unknown: null,
    via: `${shown} -> trigger ${triggers[0]!.via} -> ${resource.id}`,
    bound: triggers[0]!.at,
    resource: resource.id,
    label: '',
  };
}

/** The bucket that a notification in a message is of. */
function forwardedName(steps: readonly string[], shown: string, naming: Naming): Name | undefined {
  const found = forwardedBucket(steps, naming);
  const last = steps.at(-1);
  if (found === undefined || (last !== 'name' && last !== 'arn')) return undefined;
  const { app } = naming;
  const { bucket, through } = found;
  const text = last === 'arn' ? resourceText(app, bucket, 'Arn') : physicalName(app, bucket);
  return {
    text,
    unknown: null,
    via: `${shown} -> ${through.id} -> notifications of ${bucket.id}`,
    bound: bucket.at,
    resource: bucket.id,
    label: '',
  };
}

/** The API of an app that has one only: a permission for API Gateway often names none. */
function onlyApi(app: App, source: string): Resource | undefined {
  const [api, ...others] = source === 'apigateway' ? app.ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api') : [];
  return others.length === 0 ? api : undefined;
}

/** A field to which the rules that start the function hold one value. */
function patternName(steps: readonly string[], shown: string, naming: Naming): Name | undefined {
  const only = patternValue(steps, naming);
  return only && settingName(only.value, { naming, via: `${shown} -> the pattern of ${only.rule}`, label: steps.at(-1) ?? '' });
}

/** Properties of the custom resources that the function serves. */
function customResourceName(steps: readonly string[], shown: string, naming: Naming): Name | undefined {
  const [first, name, ...more] = steps;
  if (first !== 'ResourceProperties' || name === undefined || more.length > 0) return undefined;
  const { app, fn } = naming;
  const served = app.resources.filter((resource) => resourceNamed(property(resource, 'ServiceToken')) === fn.id);
  const values = served.map((resource) => property(resource, name)).filter((value) => value !== undefined);
  const names = values.map((value) => settingName(value, { naming, via: `${shown} -> ${served[0]!.logicalId}.${name}`, label: name }));
  return served.length > 0 && names.length === served.length && names.every((one) => one.text === names[0]!.text) ? names[0] : undefined;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextName(path: readonly string[], { app, fn }: Naming): Name {
  const [first] = path;
  const shown = `context.${path.join('.')}`;
  const base = { unknown: null, via: shown, bound: fn.at, resource: fn.id, label: '' };
  if (path.length === 1 && (first === 'functionName' || first === 'function_name'))
    return { ...base, text: physicalName(app, fn.resource) };
  if (path.length === 1 && (first === 'invokedFunctionArn' || first === 'invoked_function_arn'))
    return { ...base, text: resourceText(app, fn.resource, 'Arn') };
  // Its own durable execution, of any version. https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html
  if (path.length === 1 && (first === 'durableExecutionArn' || first === 'durable_execution_arn'))
    return { ...base, text: `${resourceText(app, fn.resource, 'Arn')}:*/durable-execution/*` };
  if (/^(?:invokedFunctionArn|invoked_function_arn)\.split\(:\)\.4$/.test(path.join('.')))
    return { ...base, text: hole('AWS::AccountId'), resource: null };
  return unknownName('resource-unknown', `the name comes from ${shown}`, shown);
}

/** Answers that hand on a name which the question held: the URL of a named queue, the value of a parameter of this app. */
function answerName(origin: Extract<Origin, { from: 'answer' }>, naming: Naming): Name | undefined {
  const { service, operation, path, input } = origin;
  if (input === null) return undefined;
  const asked = (member: string): Name | undefined => {
    const [value, ...others] = inputView(input).at(member).values;
    return value === undefined || others.length > 0 ? undefined : nameOf(value, naming);
  };
  const question = `${service} ${operation} ${path.map((step) => (/^\d+$/.test(step) ? '[]' : step)).join('.')}`;
  if (question === 'sqs GetQueueUrl QueueUrl') return handedOn(asked('QueueName'), 'GetQueueUrl');
  if (question === 'ssm GetParameter Parameter.Value') return parameterValue(asked('Name'), naming);
  if (question === 'stepfunctions DescribeExecution executionArn') return handedOn(asked('executionArn'), operation);
  return executionInAnswer(question, asked('stateMachineArn'), naming);
}

function handedOn(name: Name | undefined, operation: string): Name | undefined {
  return name === undefined ? undefined : { ...name, via: `${name.via} -> ${operation}` };
}

/** A name kept in a parameter that this template declares. */
function parameterValue(name: Name | undefined, naming: Naming): Name | undefined {
  if (name === undefined || name.unknown !== null) return undefined;
  const { app } = naming;
  const same = (text: string): boolean => text.replace(/^\//, '') === name.text.replace(/^\//, '');
  const parameter = app.ofType('AWS::SSM::Parameter').find((one) => one.id === name.resource || same(physicalName(app, one)));
  const value = parameter === undefined ? undefined : property(parameter, 'Value');
  return value === undefined
    ? undefined
    : settingName(value, { naming, via: `${name.via} -> ${parameter!.id}.Value`, label: exactSetting(property(parameter!, 'Name')) ?? '' });
}
