import { concat } from '../../../builtins/operators.ts';
import type { Host, SourcePlace } from '../../../host.ts';
import type { Abstract } from '../../../value.ts';
import { literal, membersOf, unionOf } from '../../../values/values.ts';

/** An input as it is sent: the source of a copy that is a dict becomes `bucket/key`, perhaps with `?versionId=`.
 *  https://boto3.amazonaws.com/v1/documentation/api/latest/reference/services/s3/client/copy_object.html */
export function withCopySource(input: Abstract, host: Host, at: SourcePlace): Abstract {
  const source = input.kind === 'object' ? input.fields.get('CopySource') : undefined;
  if (input.kind !== 'object' || source === undefined || !membersOf(source).some((member) => member.kind === 'object')) return input;
  const written = unionOf(membersOf(source).map((member) => (member.kind === 'object' ? textOfSource(member, host, at) : member)));
  const sent = host.object([...input.fields, ['CopySource', written]]);
  sent.rest = input.rest;
  return sent;
}

function textOfSource(source: Extract<Abstract, { kind: 'object' }>, host: Host, at: SourcePlace): Abstract {
  const part = (key: string): Abstract => host.get(source, key, at);
  const version = source.fields.has('VersionId') ? [literal('?versionId='), part('VersionId')] : [];
  return concat([part('Bucket'), literal('/'), part('Key'), ...version]);
}
