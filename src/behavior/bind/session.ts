import type { RawCall } from '../host.ts';
import type { Abstract } from '../value.ts';
import { membersOf } from '../values/values.ts';

/** Members by which a call goes on with what another call of the service began, and that call. */
const TOKENS: ReadonlyMap<string, { readonly member: string; readonly began: string }> = new Map([
  // https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_appconfigdata_GetLatestConfiguration.html
  ['appconfigdata GetLatestConfiguration', { member: 'ConfigurationToken', began: 'StartConfigurationSession' }],
  // https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryExecution.html
  ['athena GetQueryExecution', { member: 'QueryExecutionId', began: 'StartQueryExecution' }],
  ['athena GetQueryResults', { member: 'QueryExecutionId', began: 'StartQueryExecution' }],
  ['athena StopQueryExecution', { member: 'QueryExecutionId', began: 'StartQueryExecution' }],
]);

/** How often a token may come from an answer to a token. */
const MOST_STEPS = 4;

/** The input, with that of the call that began the session in the member `$Session`: its resource is that of what goes on. */
export function withSession({ service, operation, input }: Pick<RawCall, 'service' | 'operation' | 'input'>): Abstract {
  const began = beginning({ service, operation, input }, MOST_STEPS);
  if (began === undefined || input.kind !== 'object') return input;
  return { ...input, fields: new Map([...input.fields, ['$Session', began]]) };
}

function beginning({ service, operation, input }: Pick<RawCall, 'service' | 'operation' | 'input'>, steps: number): Abstract | undefined {
  const token = TOKENS.get(`${service} ${operation}`);
  if (token === undefined || input.kind !== 'object' || steps === 0) return undefined;
  for (const value of membersOf(input.fields.get(token.member) ?? input)) {
    if (value.kind !== 'unknown' || value.origin.from !== 'answer' || value.origin.service !== service) continue;
    const { operation: asked, input: question } = value.origin;
    if (question === null) continue;
    if (asked === token.began) return question;
    const earlier = beginning({ service, operation: asked, input: question }, steps - 1);
    if (earlier !== undefined) return earlier;
  }
  return undefined;
}
