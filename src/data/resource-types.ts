import { generatedList } from './generated-list.ts';
import { entryOf } from './lines.ts';

/** What `Ref` gives: `url` is a queue's, `other` a value with several parts, or of a shape of its own (an address, a version). */
export type RefKind = 'name' | 'id' | 'arn' | 'url' | 'other';

interface ResourceType {
  readonly ref: RefKind;
  readonly refAttribute: string | undefined;
  readonly arnAttribute: string | undefined;
  readonly attributes: ReadonlySet<string>;
}

const KINDS: Readonly<Record<string, RefKind>> = { n: 'name', i: 'id', a: 'arn', u: 'url', o: 'other' };

/** Types whose attributes their owner chooses: `Outputs.<name>` of a nested stack, whatever a custom resource returns.
 *  https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html */
const attributeWildcards: readonly RegExp[] = [
  /^AWS::CloudFormation::CustomResource$/,
  /^Custom::[\w@-]{1,60}$/,
  /^AWS::CloudFormation::Stack$/,
  /^AWS::ServiceCatalog::CloudFormationProvisionedProduct$/,
];

const read = new Map<string, ResourceType | undefined>();

/** Whether `Fn::GetAtt` on this type may name attributes that no table can list. */
export function hasFreeAttributes(type: string): boolean {
  return attributeWildcards.some((pattern) => pattern.test(type));
}

/** Every attribute that `Fn::GetAtt` gives for a type, dotted ones as one name (`Endpoint.Address`); undefined for types that AWS does not publish and for custom resources.
 *  https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html */
export function attributesOf(type: string): ReadonlySet<string> | undefined {
  return resourceType(type)?.attributes;
}

/** The attribute that holds the resource's own ARN (`Arn`, `TopicArn`, `DBInstanceArn`); undefined where there is none, though `Ref` may give it. */
export function arnAttributeOf(type: string): string | undefined {
  return resourceType(type)?.arnAttribute;
}

/** What `Ref` gives for a resource of this type; `other` for unknown types too. */
export function refKind(type: string): RefKind {
  return resourceType(type)?.ref ?? 'other';
}

/** The property or attribute whose value `Ref` gives (`TableName`, `RestApiId`); undefined where no single one has that value. */
export function refAttributeOf(type: string): string | undefined {
  return resourceType(type)?.refAttribute;
}

function resourceType(type: string): ResourceType | undefined {
  const known = read.get(type);
  if (known || read.has(type)) return known;
  const found = type === 'AWS::CloudFormation::CustomResource' ? undefined : decode(entryOf(generatedList('resource-types'), type));
  read.set(type, found);
  return found;
}

function decode(line: string | undefined): ResourceType | undefined {
  if (line === undefined) return undefined;
  const [ref = 'o', arn = '', attributes = ''] = line.split('|');
  return {
    ref: KINDS[ref.charAt(0)] ?? 'other',
    refAttribute: ref.slice(1) || undefined,
    arnAttribute: arn || undefined,
    attributes: new Set(attributes === '' ? [] : attributes.split(' ')),
  };
}
