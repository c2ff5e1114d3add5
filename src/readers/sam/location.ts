import { build, stringOf } from '../../util/node.ts';
import type { Buildable, MapNode, Node } from '../../util/node.ts';
import type { SamContext } from './context.ts';
import { given } from './values.ts';

/** An object in S3, its parts the owner's nodes where they were given apart. */
export interface S3Location {
  readonly bucket: Buildable;
  readonly key: Buildable;
  readonly version: Buildable | undefined;
  readonly storageMode: Node | undefined;
}

/** A reference that CloudFormation resolves by itself and whose name contains a slash, which no S3 URI can hold. */
const DYNAMIC_WITH_PATH = /\{\{resolve:(?:ssm|ssm-secure|secretsmanager):[a-zA-Z0-9_.-]*\/[a-zA-Z0-9_./-]*(?::\d+)?\}\}/;

/**
 * Reads a location such as `CodeUri`: `s3://bucket/key?versionId=...`, or a map of Bucket, Key and Version.
 * A local path is given back as the owner's node where the options allow it; anything else is an error, then undefined.
 */
export function readLocation(context: SamContext, logicalId: string, name: string, location: Node): S3Location | Node | undefined {
  if (location.kind === 'map') {
    const [bucket, key] = [given(location, 'Bucket'), given(location, 'Key')];
    if (bucket !== undefined && key !== undefined) {
      return { bucket, key, version: location.get('Version'), storageMode: location.get('StorageMode') };
    }
    // A parameter without a value here is given one at deployment, which the build writes a path or the package an address into.
    if (context.options.allowLocalPaths !== false && isParameter(context, location)) return location;
    context.fail(logicalId, `${name} needs Bucket and Key`, location.at);
    return undefined;
  }
  const text = stringOf(location);
  if (text === undefined) {
    context.fail(logicalId, `${name} must be a text or a map`, location.at);
    return undefined;
  }
  const object = DYNAMIC_WITH_PATH.test(text) ? undefined : parseS3Uri(text);
  if (object !== undefined) {
    return {
      bucket: build(object.bucket, location.at),
      key: build(object.key, location.at),
      version: object.version,
      storageMode: undefined,
    };
  }
  if (context.options.allowLocalPaths !== false && !text.startsWith('s3://') && !text.startsWith('{{resolve:')) return location;
  context.fail(logicalId, `${name} is not an S3 URI of the form s3://bucket/key`, location.at);
  return undefined;
}

function isParameter({ template }: SamContext, location: MapNode): boolean {
  const parameters = template.get('Parameters');
  const name = location.entries.size === 1 ? stringOf(location.get('Ref')) : undefined;
  return name !== undefined && parameters?.kind === 'map' && parameters.has(name);
}

/** The parts of `s3://bucket/key?versionId=version`, or undefined. Square brackets mark an unresolved CDK token. */
function parseS3Uri(uri: string): { bucket: string; key: string; version: string | undefined } | undefined {
  const match = /^s3:\/\/([^/?#[\]]+)\/([^?#]*)(?:\?([^#]*))?/i.exec(uri);
  if (match === null) return undefined;
  const versions = new URLSearchParams(match[3] ?? '').getAll('versionId').filter((version) => version !== '');
  return { bucket: match[1]!, key: match[2]!.replace(/^\/+/, ''), version: versions.length === 1 ? versions[0] : undefined };
}

/** The value of `Code` (function) or `Content` (layer) for a location. */
export function codeOf(location: S3Location | Node): Buildable {
  if ('kind' in location) return location;
  return {
    S3Bucket: location.bucket,
    S3Key: location.key,
    S3ObjectVersion: location.version,
    S3ObjectStorageMode: location.storageMode,
  };
}
