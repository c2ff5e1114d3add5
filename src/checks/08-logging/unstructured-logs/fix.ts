import type { App } from '../../../model/app.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { keptForBoth } from '../../../util/kept.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { logGroupOf } from '../../../model/log-group.ts';
import { textsEqual } from '../../../model/reference.ts';
import { property } from '../../../model/template.ts';
import { exactText, isUnknown, resourceNamed, show } from '../../../model/value.ts';
import { setOnFunction } from '../../fixing/function-setting.ts';
import { isPlainMap } from '../../fixing/logs.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import { ownFormat } from './own-format.ts';

const FORMAT = 'LoggingConfig.LogFormat';

/** Filters on the lines as they are today would find nothing in JSON: where there are some, a person must rewrite their patterns. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    const fn = app.functions.find(({ id }) => id === fail.subject);
    if (fn === undefined) return noFix(`${fail.subject} is not a function of this app`);
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    const { logicalId } = written;
    const said = writtenProperty(written, FORMAT);
    if (!isPlainMap(writtenProperty(written, 'LoggingConfig')) || (said !== undefined && said.kind !== 'scalar'))
      return noFix(`LoggingConfig of ${logicalId} is decided at deployment`);
    const changes =
      said === undefined ? setOnFunction(app, fn, SETTING, (one) => wantsJson(app, one)) : [setProperty(written, FORMAT, 'JSON')];
    if (changes === null) return notWritten(fn.resource);
    const isShared = changes.some((change) => 'path' in change && change.path[0] === 'Globals');
    const filters = (isShared ? app.functions : [fn]).flatMap((one) => filtersOn(app, one));
    return {
      safety: filters.length > 0 ? 'review' : 'safe',
      title: isShared ? 'Let every function log JSON' : `Let ${logicalId} log JSON`,
      changes,
      ...(filters.length > 0 && { todo: filters.map((filter) => `See that ${filter} finds its lines as JSON too`) }),
    };
  },
};

const SETTING = { sam: FORMAT, cloudformation: FORMAT, value: 'JSON' } as const;

const wantsJson = keptForBoth(
  (app: App, fn: LambdaFunction): boolean =>
    exactText(property(fn.resource, FORMAT)) !== 'JSON' && !isUnknown(property(fn.resource, FORMAT)) && ownFormat(app, fn) === null,
);

/** Logical ids of the filters that read the lines of a function. */
const filtersOn = keptForBoth((app: App, fn: LambdaFunction): string[] => {
  const group = logGroupOf(app, fn.resource);
  const declared = group === null || isUnknown(group) ? undefined : group.resource;
  const given = property(fn.resource, 'FunctionName');
  const names = [`/aws/lambda/\${${fn.id}}`, ...(given === undefined ? [] : [`/aws/lambda/${show(given)}`])];
  return app.ofType('AWS::Logs::MetricFilter', 'AWS::Logs::SubscriptionFilter').flatMap((filter) => {
    const read = property(filter, 'LogGroupName');
    const isRead =
      (declared !== undefined && (resourceNamed(read) === declared.id || textsEqual(read, property(declared, 'LogGroupName')) === true)) ||
      (read !== undefined && names.includes(show(read)));
    const pattern = exactText(property(filter, 'FilterPattern'));
    return isRead && pattern !== '' ? [filter.logicalId] : [];
  });
});
