import type { App } from '../../model/app.ts';
import type { Authored, Change } from '../../model/change.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { keptForBoth } from '../../util/kept.ts';
import { writtenTree } from '../../model/written.ts';
import { at } from '../../util/node.ts';
import type { SourceFile } from '../../util/span.ts';
import { setProperty, writtenOf } from './owner.ts';

/** A setting of a Lambda function, as SAM and CloudFormation write it. */
export interface FunctionSetting {
  /** `.`-separated path below the properties of `AWS::Serverless::Function`: `Tracing`. */
  readonly sam: string;
  /** The same of `AWS::Lambda::Function`: `TracingConfig.Mode`. */
  readonly cloudformation: string;
  readonly value: Authored;
}

/** Properties of functions that SAM takes under `Globals` (SAM developer guide, Globals section). */
const GLOBAL = new Set([
  'Tracing',
  'LoggingConfig',
  'Runtime',
  'AutoPublishAlias',
  'DeploymentPreference',
  'KmsKeyArn',
  'ReservedConcurrentExecutions',
]);

/** The functions of SAM that a file declares. */
const functionsIn = keptForBoth((app: App, file: SourceFile): readonly LambdaFunction[] =>
  app.functions.filter((one) => one.at.source === file && writtenOf(one.resource)?.type === 'AWS::Serverless::Function'),
);

/**
 * Sets something on a function; where every function of its file wants the same and the file has `Globals` for functions, or several
 * functions, it is written once, under `Globals`. `wants`: whether a function lacks the setting too. Null: the function stands in no file.
 */
export function setOnFunction(
  app: App,
  fn: LambdaFunction,
  setting: FunctionSetting,
  wants: (fn: LambdaFunction) => boolean,
): Change[] | null {
  const written = writtenOf(fn.resource);
  if (written === undefined) return null;
  if (written.type !== 'AWS::Serverless::Function') return [setProperty(written, setting.cloudformation, setting.value)];
  const { file } = written;
  const siblings = functionsIn(app, file);
  const globals = at(writtenTree(file) ?? undefined, 'Globals', 'Function');
  const isShared = GLOBAL.has(setting.sam.split('.')[0]!) && siblings.every(wants) && (siblings.length > 1 || globals !== undefined);
  if (!isShared) return [setProperty(written, setting.sam, setting.value)];
  return [{ kind: 'set', file, path: ['Globals', 'Function', ...setting.sam.split('.')], value: setting.value }];
}
