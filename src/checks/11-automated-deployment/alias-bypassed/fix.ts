import type { CheckFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import { trafficShiftOf } from '../../../model/traffic-shift.ts';
import { givenProperty } from '../../fixing/deployment.ts';
import { noFix, notWritten, writtenOf } from '../../fixing/owner.ts';
import { authoredText } from '../../fixing/text.ts';
import { toJson } from '../../../util/node.ts';
import { bypassesOf } from '../bypasses.ts';
import { rewire } from '../rewire.ts';
import type { AliasName } from '../rewire.ts';

/** Leads the connection to the alias, and with it all others whose permission it shares. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject)!;
    const shift = trafficShiftOf(app, fn);
    const written = writtenOf(fn.resource);
    const aliasPlace = shift && writtenOf(shift.alias);
    if (written === undefined || shift === null || aliasPlace === null || aliasPlace === undefined) return notWritten(fn.resource);
    const bypasses = bypassesOf(app, fn);
    const kind = bypasses.find(({ via }) => via === fail.data?.['via'])?.kind;
    const isMade = aliasPlace.type === 'AWS::Serverless::Function';
    const given = isMade ? givenProperty(written, 'AutoPublishAlias') : undefined;
    const name = given === undefined ? authoredText(property(shift.alias, 'Name')) : toJson(given);
    if (name === undefined) return noFix('the name of its alias is known only at deployment');
    const alias: AliasName = { id: isMade ? `${written.logicalId}.Alias` : aliasPlace.logicalId, name };
    const rewired = rewire(
      app,
      fn,
      alias,
      bypasses.filter((one) => one.kind === kind),
    );
    if ('safety' in rewired) return rewired;
    return {
      safety: rewired.newUrl ? 'review' : 'safe',
      title: `Lead ${String(fail.data?.['via'])} to the alias of ${fn.resource.logicalId}`,
      changes: rewired.changes,
      ...(rewired.newUrl ? { todo: [`Tell callers of ${fn.resource.logicalId} its new URL`] } : {}),
    };
  },
};
