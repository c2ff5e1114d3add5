import type { App } from '../../../model/app.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { textPlaces } from '../../../model/text-places.ts';
import { atomsOf, exactText, get, show, showAtom, unknown } from '../../../model/value.ts';
import type { Unknown, Value } from '../../../model/value.ts';
import type { Span } from '../../../util/span.ts';
import type { CodeLanguage } from './literals.ts';

/** A text in the template that runs or is served; `name` is the key that it stands under. */
export interface TemplateText {
  readonly name: string | null;
  readonly text: string;
  readonly language: CodeLanguage | 'settings';
  readonly value: Value;
}

/** A part of a resource that may hold texts, by the property's name. */
export interface TemplatePart {
  readonly resource: Resource;
  readonly part: string;
  readonly value: Value;
}

/** Definitions, programs and scripts that a template may hold, by the CloudFormation type and the property's path. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::RestApi': ['Body'],
  'AWS::ApiGateway::Method': ['Integration'],
  'AWS::ApiGatewayV2::Api': ['Body'],
  'AWS::ApiGatewayV2::Integration': ['RequestParameters', 'RequestTemplates'],
  'AWS::AppSync::Resolver': ['Code', 'RequestMappingTemplate', 'ResponseMappingTemplate'],
  'AWS::AppSync::FunctionConfiguration': ['Code', 'RequestMappingTemplate', 'ResponseMappingTemplate'],
  'AWS::AutoScaling::LaunchConfiguration': ['UserData'],
  'AWS::CloudFront::Function': ['FunctionCode'],
  'AWS::CodeBuild::Project': ['Source.BuildSpec'],
  'AWS::EC2::Instance': ['UserData'],
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData.UserData'],
  'AWS::SSM::Document': ['Content'],
  'AWS::StepFunctions::StateMachine': ['Definition', 'DefinitionString'],
};

/** The types of `PARTS`, for the page of the check. */
export const TYPES_WITH_TEXTS: readonly string[] = Object.keys(PARTS);

/** What cfn-init installs and writes stands in the metadata of any resource. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html */
const METADATA: readonly string[] = ['AWS::CloudFormation::Init', 'AWS::CloudFormation::Authentication'];

/** Every such part of an app, in template order. */
export function* templateParts(app: App): Iterable<TemplatePart> {
  for (const resource of app.resources) {
    for (const path of Object.hasOwn(PARTS, resource.type) ? PARTS[resource.type]! : []) {
      const value = property(resource, path);
      if (value !== undefined) yield { resource, part: path.slice(path.lastIndexOf('.') + 1), value };
    }
    const metadata = resource.attributes.get('Metadata');
    for (const key of METADATA) {
      const value = metadata?.kind === 'map' ? get(metadata, key) : undefined;
      if (value !== undefined) yield { resource, part: key, value };
    }
  }
}

/** The texts of a part; or why they cannot be known. */
export function textsOf({ part, value }: TemplatePart): TemplateText[] | Unknown {
  if (part === 'UserData') return [userData(value)];
  if (value.kind === 'unknown') return value;
  if (value.kind === 'text' && value.atoms.every(({ kind }) => kind === 'import' || kind === 'unknown')) {
    return unknown(`what ${show(value)} brings is known only at deployment`, value.at);
  }
  return textsIn(value, null, part);
}

/** Keys of OpenAPI under which only samples stand. */
const SAMPLES: ReadonlySet<string> = new Set(['example', 'examples', 'x-example', 'x-examples']);

function textsIn(value: Value, name: string | null, part: string): TemplateText[] {
  if (value.kind === 'list') return value.items.flatMap((item) => textsIn(item, name, part));
  // A Pass state calls nothing: what it passes on is sample data.
  if (exactText(get(value, 'Type')) === 'Pass') return [];
  if (value.kind === 'map') {
    return [...value.entries].flatMap(([key, entry]) => (SAMPLES.has(key) ? [] : textsIn(entry.value, key, part)));
  }
  const text = atomsOf(value)?.map(showAtom).join('') ?? '';
  return text.length < 4 ? [] : [{ name, text, language: languageOf(text, part), value }];
}

function languageOf(text: string, part: string): TemplateText['language'] {
  return part.endsWith('Code') || /^\s*[{[]/.test(text) ? 'javascript' : 'settings';
}

/** `Fn::Base64` of a text that only the deployment knows leaves the text as it is written. */
function userData(value: Value): TemplateText {
  // JSON and double quotes write line ends and quotes as escapes.
  const written = textAt(value.at).replace(/\\(["n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
  if (value.kind !== 'scalar') return { name: null, text: written, language: 'settings', value };
  return { name: null, text: Buffer.from(String(value.value), 'base64').toString('utf8'), language: 'settings', value };
}

/** Where a secret of a text stands: there, or in the default of the parameter that brings it, or anywhere in the value. */
export function placeOf(
  app: App,
  { value, text }: Pick<TemplateText, 'value' | 'text'>,
  { start, end }: { readonly start: number; readonly end: number },
): Span {
  const secret = text.slice(start, end);
  const place = text === show(value) ? textPlaces(value)?.(start, end) : undefined;
  if (place !== undefined && textAt(place) === secret) return place;
  const names = value.kind === 'scalar' ? (value.parameters ?? []) : [];
  const defaults = app.parameters.flatMap(({ name, defaultAt }) => (names.includes(name) && defaultAt !== undefined ? [defaultAt] : []));
  for (const at of [value.at, ...defaults]) {
    const offset = textAt(at).indexOf(secret);
    if (offset >= 0) return { ...at, start: at.start + offset, end: at.start + offset + secret.length };
  }
  return place ?? value.at;
}

function textAt({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}
