import { serviceOfV2Class, serviceOfV2File } from '../../../../data/sdk.ts';
import type { Host } from '../../../host.ts';
import type { ModuleModel } from '../../../program.ts';
import type { Abstract, ModelValue } from '../../../value.ts';
import { NOTHING } from '../../../values/values.ts';
import { ANY_PROPERTY, argument, classModel, fn, members, moduleModel, unknownClass } from '../build.ts';
import { requested, signed } from '../signing.ts';
import { signerClass } from '../v3/token-signers.ts';
import { v2ClientClass } from './client.ts';
import { CONFIG_CLASSES, globalConfigModel } from './config.ts';
import { CREDENTIAL_CLASSES } from './credentials.ts';
import { converter, documentClient } from './document-client.ts';
import { S3_STATICS } from './s3.ts';

/** `aws-sdk` and its files; undefined for a file that is not modelled. */
export function v2Module(specifier: string): ModuleModel | undefined {
  const file = specifier.replace(/^aws-sdk\/?/, '').replace(/\.js$/, '');
  if (['', 'global', 'clients/all', 'lib/core', 'lib/aws', 'index', 'dist/aws-sdk'].includes(file)) return wholeSdk;
  if (file === 'lib/dynamodb/document_client') return () => itsOwnDefault(documentClient(), 'DocumentClient');
  if (file === 'lib/dynamodb/converter') return () => itsOwnDefault(converter(), 'Converter');
  if (file === 'lib/config' || file === 'lib/credentials') return wholeSdk;
  const service = file.startsWith('clients/') ? serviceOfV2File(file.slice('clients/'.length)) : undefined;
  return service === undefined ? undefined : () => itsOwnDefault(clientClass(service, service), service);
}

function wholeSdk(host: Host): ModelValue {
  const made = new Map<string, Abstract | undefined>();
  const fixed: Record<string, Abstract> = {
    ...CONFIG_CLASSES,
    ...CREDENTIAL_CLASSES,
    config: globalConfigModel(host),
    HttpRequest: httpRequest(),
    Signers: members('AWS.Signers', { V4: signersV4() }),
  };
  return moduleModel('aws-sdk', fixed, (key) => {
    if (key === ANY_PROPERTY) return unknownClass('aws-sdk');
    if (!made.has(key)) {
      const service = serviceOfV2Class(key);
      made.set(key, service === undefined ? undefined : clientClass(key, service));
    }
    return made.get(key);
  });
}

function clientClass(name: string, service: string): ModelValue {
  return v2ClientClass(name, service, staticsOf(service));
}

function staticsOf(service: string): Readonly<Record<string, Abstract>> {
  switch (service) {
    case 'dynamodb':
      return { DocumentClient: documentClient(), Converter: converter() };
    case 's3':
      return S3_STATICS;
    case 'rds':
      return { Signer: signerClass('AWS.RDS.Signer') };
    default:
      return {};
  }
}

/** `import S3 from 'aws-sdk/clients/s3'`, `import { DocumentClient } from 'aws-sdk/clients/dynamodb'` and `require` of both. */
function itsOwnDefault(exported: ModelValue, name: string): ModelValue {
  return { ...exported, get: (key, host, at) => (key === 'default' || key === name ? exported : exported.get?.(key, host, at)) };
}

/** `new AWS.HttpRequest(endpoint, region)`: an object that code fills before it signs it. */
function httpRequest(): ModelValue {
  return classModel('AWS.HttpRequest', (invocation) => {
    const { host, at } = invocation;
    const endpoint = argument(invocation, 0);
    const address = host.get(endpoint, 'host', at);
    return host.object([
      ['endpoint', endpoint],
      ['host', address.kind === 'nothing' ? endpoint : address],
      ['headers', host.object()],
    ]);
  });
}

/** `new AWS.Signers.V4(request, service).addAuthorization(credentials, date)`. */
function signersV4(): ModelValue {
  return classModel('AWS.Signers.V4', (made) => {
    const request = argument(made, 0);
    const service = argument(made, 1);
    return members('AWS.Signers.V4', {
      addAuthorization: fn('addAuthorization', ({ host, at }) => {
        signed(host, at, { service, ...requested(request, host, at) });
        return NOTHING;
      }),
    });
  });
}
