import { stringOf } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { isIntrinsic } from '../intrinsics.ts';
import { resolveParameters } from '../parameters.ts';
import { given, isGiven, mapOf, prop } from '../values.ts';

/** Reports properties of a web function that are missing, out of range or do not go together. */
export function checkWebFunction(context: SamContext, logicalId: string, properties: MapNode): void {
  const fail = (message: string, name: string): void => context.fail(logicalId, message, properties.get(name)?.at ?? properties.at);
  for (const name of ['AuthType', 'Runtime']) if (!isGiven(properties.get(name))) fail(`${name} must be set`, name);
  const timeout = prop(properties, 'Timeout');
  if (timeout?.kind === 'scalar' && typeof timeout.value === 'number' && (timeout.value < 3 || timeout.value > 900)) {
    fail('Timeout must be between 3 and 900 seconds', 'Timeout');
  }
  if (isGiven(properties.get('InlineCode'))) fail('a web function takes its code from CodeUri only', 'InlineCode');
  const connector = stringOf(prop(properties, 'EgressNetworkConnectorArn'));
  if (connector !== undefined && !/^arn:[^:]+:lambda:[^:]*:[^:]*:network-connector:[^:]+:[^:]+$/.test(connector)) {
    fail('EgressNetworkConnectorArn must be the ARN of a version of a network connector', 'EgressNetworkConnectorArn');
  }
  checkDeployment(context, properties, fail);
  checkWeights(prop(properties, 'RevisionWeights'), fail);
  checkVariables(prop(properties, 'EnvironmentVariables'), fail);
}

type Fail = (message: string, name: string) => void;

function checkDeployment(context: SamContext, properties: MapNode, fail: Fail): void {
  const resolved = (name: string, otherwise: string): string | undefined => {
    const written = given(properties, name);
    return written === undefined ? otherwise : stringOf(resolveParameters(context, written));
  };
  const mode = resolved('AutoDeploymentMode', 'LatestRevision');
  const regional = ['MultiRegion', 'PerRegion'].includes(resolved('EndpointType', 'HomeRegion') ?? '');
  const weighted = isGiven(properties.get('RevisionWeights'));
  if (mode !== 'LatestRevision' && mode !== 'Disabled') fail('AutoDeploymentMode must be LatestRevision or Disabled', 'AutoDeploymentMode');
  else if (mode === 'LatestRevision' && weighted) fail('RevisionWeights needs AutoDeploymentMode: Disabled', 'RevisionWeights');
  else if (mode === 'LatestRevision' && regional)
    fail('an EndpointType of several regions needs AutoDeploymentMode: Disabled', 'EndpointType');
  else if (mode === 'Disabled' && !regional && !weighted) fail('AutoDeploymentMode: Disabled needs RevisionWeights', 'AutoDeploymentMode');
}

/** Up to two revisions, whose weights make 100. */
function checkWeights(weights: Node | undefined, fail: Fail): void {
  if (!isGiven(weights)) return;
  if (weights.kind !== 'map' || isIntrinsic(weights)) {
    fail('RevisionWeights must be a map of revisions to weights', 'RevisionWeights');
    return;
  }
  const values = [...weights.entries.values()].map(({ value }) => value);
  const numbers = values.map((value) => (value.kind === 'scalar' && Number.isInteger(value.value) ? Number(value.value) : undefined));
  const wrong = values.some((value, index) => numbers[index] === undefined && !isIntrinsic(value));
  const total = numbers.every((number) => number !== undefined) ? numbers.reduce((sum, number) => sum + number, 0) : 100;
  const outside = numbers.some((number) => number !== undefined && (number < 1 || number > 100));
  if (wrong || outside || values.length > 2 || total !== 100) {
    fail('RevisionWeights must be up to two whole numbers from 1 to 100 that make 100', 'RevisionWeights');
  }
}

function checkVariables(variables: Node | undefined, fail: Fail): void {
  const map = mapOf(variables);
  if (map === undefined || isIntrinsic(map)) return;
  for (const [name, { value }] of map.entries) {
    const text = stringOf(value);
    const fits = text === undefined || (text.length > 0 && text.length <= 4096);
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(name) || !fits)
      fail(`the environment variable ${name} has a wrong name or value`, 'EnvironmentVariables');
  }
}
