import { build, stringOf } from '../../../util/node.ts';
import type { Buildable, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { codeOf, readLocation } from '../location.ts';
import { given, isGiven, prop } from '../values.ts';
import type { FunctionParts } from './function-parts.ts';

/** `Code` of the function from InlineCode, CodeUri or ImageUri; undefined after an error, or where a local build will set it. */
export function functionCode(context: SamContext, parts: FunctionParts): Buildable | undefined {
  const { logicalId, properties } = parts;
  const packageType = prop(properties, 'PackageType');
  const type = stringOf(packageType) ?? (isGiven(packageType) ? undefined : 'Zip');
  if (type === 'Image') return imageCode(context, parts);
  if (type !== 'Zip') {
    context.fail(logicalId, 'PackageType must be Zip or Image', packageType!.at);
    return undefined;
  }
  const code = zipCode(context, parts);
  const key = prop(properties, 'SourceKMSKeyArn');
  if (!isGiven(key) || code === undefined || 'kind' in code) return code;
  return { ...code, SourceKMSKeyArn: key };
}

function zipCode(context: SamContext, { logicalId, properties, typeAt }: FunctionParts): Node | { [name: string]: Buildable } | undefined {
  const inline = prop(properties, 'InlineCode');
  if (inline !== undefined) return { ZipFile: inline };
  const uri = prop(properties, 'CodeUri');
  if (uri !== undefined) {
    const location = readLocation(context, logicalId, 'CodeUri', uri);
    return location === undefined ? undefined : (codeOf(location) as Node | { [name: string]: Buildable });
  }
  // Without CodeUri, `sam build` takes the template's folder.
  if (context.options.allowLocalPaths !== false) return build('.', typeAt);
  context.fail(logicalId, 'InlineCode or CodeUri must be set', typeAt);
  return undefined;
}

function imageCode(context: SamContext, { logicalId, properties, resource, typeAt }: FunctionParts): Buildable | undefined {
  const uri = given(properties, 'ImageUri');
  if (uri !== undefined) return { ImageUri: uri };
  // The image is built from the Dockerfile that the resource's Metadata names.
  if (context.options.allowLocalPaths !== false && resource.has('Metadata')) return undefined;
  context.fail(logicalId, 'ImageUri must be set when PackageType is Image', properties.get('ImageUri')?.at ?? typeAt);
  return undefined;
}

/** Says which properties of the function do not go with its PackageType. */
export function checkPackageType(context: SamContext, { logicalId, properties, typeAt }: FunctionParts): void {
  const has = (name: string): boolean => isGiven(properties.get(name));
  if (stringOf(prop(properties, 'PackageType')) === 'Image') {
    const wrong = ['Handler', 'Runtime', 'Layers'].find(has);
    if (wrong !== undefined) context.fail(logicalId, `${wrong} cannot be set when PackageType is Image`, properties.get(wrong)!.at);
    return;
  }
  const missing = ['Runtime', 'Handler'].find((name) => !has(name));
  if (missing !== undefined) context.fail(logicalId, `${missing} must be set when PackageType is Zip`, typeAt);
  if (has('ImageConfig')) context.fail(logicalId, 'ImageConfig cannot be set when PackageType is Zip', properties.get('ImageConfig')!.at);
}
