import { join } from 'node:path';
import { functionPolicies } from '../../src/analyze/policies.ts';
import { operationOf } from '../../src/data/sdk.ts';
import { showHoles } from '../../src/iam/policy.ts';
import { DEFAULT_CONFIG } from '../../src/model/config.ts';
import type { Claim } from './claim.ts';
import type { LabelledFunction } from './labels.ts';

/** What casemate says of a labelled function; calls with other credentials need nothing of its role. */
export function casemateClaim(root: string, labelled: LabelledFunction): Claim {
  const path = join(root, labelled.template);
  const options = { cwd: root, parameters: {}, region: null, config: DEFAULT_CONFIG, today: new Date().toISOString().slice(0, 10) };
  const found = functionPolicies([path], options).policies.find((one) => one.id === labelled.function);
  if (found === undefined) throw new Error(`casemate does not find ${labelled.function} of ${labelled.template}`);
  const { calls } = found.behavior;
  const own = calls.filter((call) => call.principal === null);
  const grants = own.flatMap((call) =>
    call.grants.flatMap(({ action, targets }) =>
      targets.map(({ logicalId, arn, unknown }) => ({
        operation: `${call.service} ${call.operation}`,
        action,
        logicalId,
        arn: showHoles(arn),
        saidUnknown: unknown !== null,
      })),
    ),
  );
  return {
    operations: new Set(
      calls
        .filter(({ service, operation }) => operationOf(service, operation) !== undefined)
        .map(({ service, operation }) => `${service} ${operation}`),
    ),
    actions: new Set(grants.map(({ action }) => action)),
    grants,
  };
}

/** The command that prints the policy of a labelled function. */
export function casemateCommand(root: string, labelled: LabelledFunction): string[] {
  const program = join(import.meta.dirname, '../../dist/bin/casemate.cjs');
  return [process.execPath, program, 'policy', join(root, labelled.template), '--function', labelled.function];
}
