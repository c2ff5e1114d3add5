import { showHoles } from '../iam/policy.ts';
import type { Policy, PolicyStatement } from '../iam/policy.ts';

/** A policy as IAM takes it; what only the deployment knows stands as `${Name}`, for `Fn::Sub`. */
export function policyDocument(policy: Policy): { readonly Version: string; readonly Statement: readonly object[] } {
  return { Version: policy.version, Statement: policy.statements.map(statementJson) };
}

function statementJson(statement: PolicyStatement): object {
  const { conditions, resources } = statement;
  return {
    Effect: statement.effect,
    Action: statement.actions.patterns,
    Resource: (resources?.patterns ?? []).map(showHoles),
    ...(conditions.length === 0 ? {} : { Condition: conditionJson(statement) }),
  };
}

function conditionJson({ conditions }: PolicyStatement): object {
  return Object.fromEntries(conditions.map(({ operator, key, values }) => [operator, { [key]: values.map(showHoles) }]));
}
