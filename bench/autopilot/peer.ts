import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { operationOf, serviceOfV3Package } from '../../src/data/sdk.ts';
import type { Claim, ClaimedGrant } from './claim.ts';
import type { LabelledFunction } from './labels.ts';

/** What IAM Policy Autopilot says of a labelled function, given exactly the files that it runs. */
export function peerClaim(program: string, root: string, labelled: LabelledFunction): Claim {
  const files = filesOf(root, labelled);
  const calls = JSON.parse(run(program, ['extract-sdk-calls', ...files])) as readonly ExtractedCall[];
  const output = JSON.parse(run(program, ['generate-policies', ...files])) as { Policies?: readonly { Policy: PolicyJson }[] };
  const grants = (output.Policies ?? []).flatMap(({ Policy }) => Policy.Statement.flatMap(grantsOf));
  return {
    operations: new Set(calls.flatMap(({ Name, PossibleServices }) => PossibleServices.map((service) => operationName(service, Name)))),
    actions: new Set(grants.map(({ action }) => action)),
    grants,
  };
}

/** The command that prints the policy of a labelled function. */
export function peerCommand(program: string, root: string, labelled: LabelledFunction): string[] {
  return [program, 'generate-policies', ...filesOf(root, labelled)];
}

/** The files, and the language, which it does not tell from `.mjs`. */
function filesOf(root: string, { files, sdk }: LabelledFunction): string[] {
  const language = sdk === 'boto3' ? 'python' : files.some((file) => /\.[cm]?tsx?$/.test(file)) ? 'typescript' : 'javascript';
  return [...files.map((file) => join(root, file)), '--language', language];
}

interface ExtractedCall {
  readonly Name: string;
  readonly PossibleServices: readonly string[];
}

interface PolicyJson {
  readonly Statement: readonly { readonly Action: string | readonly string[]; readonly Resource: string | readonly string[] }[];
}

function grantsOf({ Action, Resource }: PolicyJson['Statement'][number]): ClaimedGrant[] {
  return [Action]
    .flat()
    .flatMap((action) => [Resource].flat().map((arn) => ({ operation: null, action, logicalId: null, arn, saidUnknown: false })));
}

function operationName(service: string, name: string): string {
  const client = serviceOfV3Package(service) ?? service;
  return `${client} ${operationOf(client, name) ?? name}`;
}

function run(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 120_000 });
}
