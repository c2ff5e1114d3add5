import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import type { Resource } from '../../../model/template.ts';
import { written } from '../../../model/written.ts';
import { isPlainMap } from '../../fixing/logs.ts';
import { noFix, notWritten, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import { pathAt } from '../../fixing/place.ts';

/** Contents stay out of the log; that a request or a state was there, and how it ended, still stands in it. */
export const fix: CheckFix = {
  safety: 'safe',
  plan(fail, app) {
    if (fail.message === 'trace') return untraced(fail);
    const resource = app.resource(fail.subject);
    if (resource === undefined) return noFix(`${fail.subject} is not a resource of this app`);
    return fail.message === 'verbose' ? quietGraph(resource) : quietMachine(resource);
  },
};

function untraced({ at, args }: FailOutcome): Fix | NoFix {
  const path = pathAt(at);
  const setting = path && written(at.source, path);
  const flag = setting?.kind === 'map' ? setting.get('DataTraceEnabled') : undefined;
  if (path === undefined || flag?.kind !== 'scalar') return noFix('what DataTraceEnabled refers to says whether requests are logged');
  return {
    safety: 'safe',
    title: `Log no requests and answers of ${String(args?.['routes'])} of ${String(args?.['api'])}`,
    changes: [{ kind: 'set', file: at.source, path: [...path, 'DataTraceEnabled'], value: false }],
  };
}

function quietGraph(api: Resource): Fix | NoFix {
  const own = writtenOf(api);
  const logging = own && LOGGING[own.type];
  if (own === undefined || logging === undefined) return notWritten(api);
  const said = writtenProperty(own, logging);
  if (!isPlainMap(said)) return noFix(`${logging} of ${own.logicalId} is decided at deployment`);
  const title = `Leave the content of fields out of the log of ${own.logicalId}`;
  if (said !== undefined) return { safety: 'safe', title, changes: [setProperty(own, `${logging}.ExcludeVerboseContent`, true)] };
  // Without `Logging` SAM logs every field.
  const value = { FieldLogLevel: 'ALL', ExcludeVerboseContent: true };
  return { safety: 'safe', title, changes: [setProperty(own, logging, value)] };
}

/** SAM calls the same property `Logging` (SAM developer guide, AWS::Serverless::StateMachine and AWS::Serverless::GraphQLApi). */
const LOGGING: Readonly<Record<string, string>> = {
  'AWS::AppSync::GraphQLApi': 'LogConfig',
  'AWS::Serverless::GraphQLApi': 'Logging',
  'AWS::StepFunctions::StateMachine': 'LoggingConfiguration',
  'AWS::Serverless::StateMachine': 'Logging',
};

function quietMachine(machine: Resource): Fix | NoFix {
  const own = writtenOf(machine);
  const logging = own && LOGGING[own.type];
  if (own === undefined || logging === undefined) return notWritten(machine);
  if (writtenProperty(own, `${logging}.IncludeExecutionData`)?.kind !== 'scalar')
    return noFix(`${logging} of ${own.logicalId} is decided at deployment`);
  return {
    safety: 'safe',
    title: `Leave inputs and outputs out of the log of ${own.logicalId}`,
    changes: [setProperty(own, `${logging}.IncludeExecutionData`, false)],
  };
}
