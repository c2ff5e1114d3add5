import type { Api } from '../../../model/api/api.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { apiOwner, setOnApi } from '../../fixing/api/api-owner.ts';
import type { ApiOwner } from '../../fixing/api/api-owner.ts';
import { isSettable } from '../../fixing/place.ts';
import { noFix, notWritten } from '../../fixing/owner.ts';

/** The switch that leaves the custom domain as the only way in. */
export const fix: CheckFix = {
  // Who calls the address that goes, only the owner knows.
  safety: 'review',
  plan(fail, app) {
    const api = app.apis.find(({ id }) => id === fail.subject);
    if (api === undefined) return noFix(`${fail.subject} is not in the app`);
    const owner = apiOwner(api);
    if (owner === undefined) return notWritten(api.resource);
    // Globals do not have it (SAM developer guide, Globals section).
    if (owner.isImplicit) return noFix(`${owner.name} has no resource that could say so: declare the API, and name it in its events`);
    if (!isSettable(owner.file, [...owner.base, 'DisableExecuteApiEndpoint']))
      return noFix(`the properties of ${owner.name} are not written as a map`);
    const isUsed = usesEndpoint(owner, api);
    const callers = `See that nobody calls ${owner.name} by its execute-api address any more`;
    return {
      safety: 'review',
      title: `Leave the custom domain as the only way to ${owner.name}`,
      changes: [setOnApi(owner, ['DisableExecuteApiEndpoint'], true)],
      todo: isUsed ? [callers, `Replace the execute-api address of ${owner.name} where the template gives it out`] : [callers],
    };
  },
};

/** Whether the template itself gives the address to somebody. */
function usesEndpoint(owner: ApiOwner, api: Api): boolean {
  const { text } = owner.file;
  return text.includes(`\${${owner.name}}.execute-api`) || text.includes(`${api.resource.logicalId}.ApiEndpoint`);
}
