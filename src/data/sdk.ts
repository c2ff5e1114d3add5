import { generatedList } from './generated-list.ts';
import { entryKeys, entryOf } from './lines.ts';
import { snakeCase } from './sdk/snake-case.ts';

/** Names under which an SDK keeps a service that its successor took over: EventBridge is CloudWatch Events by another name. */
const FORMER_PACKAGES: Readonly<Record<string, string>> = { 'cloudwatch-events': 'events' };
const FORMER_CLASSES: Readonly<Record<string, string>> = { CloudWatchEvents: 'events' };

/** botocore's name of the service behind `@aws-sdk/client-<suffix>` (`sfn` -> `stepfunctions`); undefined for a package that is no client of a service. */
export function serviceOfV3Package(suffix: string): string | undefined {
  return Object.hasOwn(FORMER_PACKAGES, suffix) ? FORMER_PACKAGES[suffix] : index().packages.get(suffix);
}

/** The service of a class of the SDK for JavaScript v2 (`CognitoIdentityServiceProvider` -> `cognito-idp`); undefined for what is no service, as `DynamoDB.DocumentClient`. */
export function serviceOfV2Class(name: string): string | undefined {
  return Object.hasOwn(FORMER_CLASSES, name) ? FORMER_CLASSES[name] : index().v2Classes.get(name);
}

/** The service behind `aws-sdk/clients/<file>` of the SDK for JavaScript v2, whose files are named as the classes, in lower case; undefined for another file. */
export function serviceOfV2File(file: string): string | undefined {
  for (const [name, service] of index().v2Classes) if (name.toLowerCase() === file) return service;
  return undefined;
}

/** Whether boto3 has a client of this name. */
export function isService(name: string): boolean {
  return headOf(name) !== undefined;
}

/** The modular and the aggregated client class of the SDK for JavaScript v3: `['DynamoDBClient', 'DynamoDB']`; empty for an unknown service. */
export function v3ClientClass(service: string): readonly string[] {
  const head = headOf(service);
  if (!head) return [];
  const name = head.serviceId
    .split(/[ -]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  return [`${name}Client`, name];
}

/** The operations of a service in AWS's CamelCase, grouped by verb; empty for an unknown service. */
export function operationsOf(service: string): readonly string[] {
  return operations(service).names;
}

/** The operation behind a method or command: `PutItem` from `put_item` (boto3), `putItem` (v2, aggregated v3) or `PutItem` (a command's class minus `Command`);
 *  undefined when the service has no such operation. */
export function operationOf(service: string, spelled: string): string | undefined {
  return operations(service).spelled.get(spelled);
}

/** The operation that a waiter polls: `HeadBucket` for `bucket_exists`, `bucketExists`, `BucketExists` or `waitUntilBucketExists`; undefined for an unknown waiter. */
export function waiterOperation(service: string, waiter: string): string | undefined {
  const name = waiter.replace(/^wait(?:Until|For)(?=[A-Z])/, '');
  for (const pair of headOf(service)?.waiters ?? []) {
    const [known = '', operation] = pair.split(':');
    if (known === name || lowerFirst(known) === name || snakeCase(known) === name) return operation;
  }
  return undefined;
}

/** The prefix of the service's IAM actions (`stepfunctions` -> `states`); the service's own name when it is unknown. */
export function iamPrefix(service: string): string {
  return headOf(service)?.prefix ?? service;
}

/** Every service that boto3 has a client for, sorted, and the few that only the JavaScript SDK has. */
export function sdkServices(): readonly string[] {
  return entryKeys(generatedList('sdk-services'));
}

interface Head {
  readonly prefix: string;
  readonly serviceId: string;
  readonly v2Class: string;
  readonly waiters: readonly string[];
}

const heads = new Map<string, Head | undefined>();

function headOf(service: string): Head | undefined {
  const known = heads.get(service);
  if (known || heads.has(service)) return known;
  const entry = entryOf(generatedList('sdk-services'), service);
  const head = entry === undefined ? undefined : decodeHead(entry);
  heads.set(service, head);
  return head;
}

/** An entry is `<IAM prefix>|<serviceId>|<v2 class>|<waiter>:<operation> ...`. */
function decodeHead(entry: string): Head {
  const [prefix = '', serviceId = '', v2Class = '', waiters = ''] = entry.split('|');
  return { prefix, serviceId, v2Class, waiters: waiters.split(' ').filter((pair) => pair !== '') };
}

interface Index {
  readonly packages: ReadonlyMap<string, string>;
  readonly v2Classes: ReadonlyMap<string, string>;
}

let built: Index | undefined;

function index(): Index {
  if (built) return built;
  const packages = new Map<string, string>();
  const v2Classes = new Map<string, string>();
  for (const service of sdkServices()) {
    const [, serviceId = '', v2Class = ''] = (entryOf(generatedList('sdk-services'), service) ?? '').split('|');
    // The SDK's generator names its packages so: https://github.com/aws/aws-sdk-js-v3/blob/main/codegen/smithy-aws-typescript-codegen/README.md
    const suffix = serviceId.toLowerCase().replaceAll(' ', '-');
    if (!packages.has(suffix)) packages.set(suffix, service);
    if (v2Class !== '') v2Classes.set(v2Class, service);
  }
  return (built = { packages, v2Classes });
}

interface Operations {
  readonly names: readonly string[];
  /** From every spelling to the operation. */
  readonly spelled: ReadonlyMap<string, string>;
}

const NONE: Operations = { names: [], spelled: new Map() };
const decoded = new Map<string, Operations>();

function operations(service: string): Operations {
  const known = decoded.get(service);
  if (known) return known;
  const entry = entryOf(generatedList('sdk-operations'), service);
  const fresh = entry === undefined ? NONE : decodeOperations(entry);
  decoded.set(service, fresh);
  return fresh;
}

/** An entry is `<verb> <noun> ...|<verb> ...`; `.` is the empty noun. */
function decodeOperations(entry: string): Operations {
  const names = entry.split('|').flatMap((group) => {
    const [verb = '', ...nouns] = group.split(' ');
    return nouns.map((noun) => (noun === '.' ? verb : verb + noun));
  });
  const spelled = new Map<string, string>();
  for (const name of names) spelled.set(snakeCase(name), name).set(lowerFirst(name), name).set(name, name);
  return { names, spelled };
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
