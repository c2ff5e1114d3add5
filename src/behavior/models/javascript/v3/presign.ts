import type { Abstract, ModelValue } from '../../../value.ts';
import type { Host, Invocation } from '../../../host.ts';
import { membersOf, text, unknownFrom } from '../../../values/values.ts';
import { argument, fn, inputOf, moduleModel } from '../build.ts';
import { signerOf } from '../signing.ts';
import { clientConfigOf, sendCommand } from './client.ts';

/** How a call is made that is only signed here and sent by whoever has the URL, with the signer's permissions. */
export const PRESIGNED = 'presigned URL';

/** `@aws-sdk/s3-request-presigner` and its like for other services: `getSignedUrl(client, command)`. */
export function requestPresigner(): ModelValue {
  return moduleModel('@aws-sdk/s3-request-presigner', {
    getSignedUrl: fn('getSignedUrl', (invocation) => {
      const config = clientConfigOf(argument(invocation, 0));
      for (const command of membersOf(argument(invocation, 1))) sendCommand(command, config, invocation, PRESIGNED);
      return signedUrl();
    }),
    S3RequestPresigner: signerOf('S3RequestPresigner', text('s3')),
  });
}

/** `@aws-sdk/polly-request-presigner`: `getSynthesizeSpeechUrl({ client, params })`. */
export function pollyPresigner(): ModelValue {
  return moduleModel('@aws-sdk/polly-request-presigner', {
    getSynthesizeSpeechUrl: fn('getSynthesizeSpeechUrl', (invocation) => {
      const { host, at } = invocation;
      const options = argument(invocation, 0);
      const client = clientConfigOf(host.get(options, 'client', at));
      const input = inputOf(host.get(options, 'params', at), host);
      host.record({ service: 'polly', operation: 'SynthesizeSpeech', input, client, at, how: PRESIGNED });
      return signedUrl();
    }),
  });
}

/** `@aws-sdk/s3-presigned-post`: the signed form lets its holder put the object. */
export function presignedPost(): ModelValue {
  return moduleModel('@aws-sdk/s3-presigned-post', {
    createPresignedPost: fn('createPresignedPost', (invocation) => {
      const { host, at } = invocation;
      const options = argument(invocation, 1);
      host.record({
        service: 's3',
        operation: 'PutObject',
        input: postedObject(options, invocation),
        client: clientConfigOf(argument(invocation, 0)),
        at,
        how: PRESIGNED,
      });
      return postOf(host);
    }),
  });
}

/** What a presigned post gives: where to and with which fields. */
export function postOf(host: Host): Abstract {
  return host.object([
    ['url', signedUrl()],
    ['fields', unknownFrom({ from: 'code', because: 'the fields of a presigned post' })],
  ]);
}

/** A URL with a signature. */
export function signedUrl(): Abstract {
  return unknownFrom({ from: 'code', because: 'a presigned URL' });
}

/** Form fields of a post policy that are members of PutObject's input.
 *  https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html */
const FIELDS: Readonly<Record<string, string>> = { acl: 'ACL', tagging: 'Tagging', key: 'Key' };

/** The input of the PutObject that a presigned post allows, from `Bucket`, `Key` and the form's fields. */
export function postedObject(options: Abstract, { host, at }: Invocation): Abstract {
  const fields = host.get(options, 'Fields', at);
  const entries: [string, Abstract][] = [['Bucket', host.get(options, 'Bucket', at)]];
  const key = host.get(options, 'Key', at);
  if (key.kind !== 'nothing') entries.push(['Key', key]);
  if (fields.kind === 'object') {
    for (const [field, member] of Object.entries(FIELDS)) {
      const value = fields.fields.get(field);
      if (value !== undefined) entries.push([member, value]);
    }
  }
  return host.object(entries);
}
