import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Api, MethodSetting, Stage } from '../../../model/api/api.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Resource } from '../../../model/template.ts';
import { exactText, flag, isUnknown, keyPlace, show } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'data-trace-on',
  title: 'Whole requests and answers are written to the execution log',
  practices: [8],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    'https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
  ],
  looksAt: ['AWS::ApiGateway::Stage', 'AWS::ApiGatewayV2::Stage', 'AWS::AppSync::GraphQLApi', 'AWS::StepFunctions::StateMachine'],
  messages: {
    trace:
      'stage {stage} of {api} logs full requests and answers of {routes}: tokens in headers and personal data in bodies land in CloudWatch Logs',
    verbose: '{api} logs every field with its content: arguments, headers and results land in CloudWatch Logs',
    execution: '{machine} logs the input and output of every state, so what passes through the workflow is kept in CloudWatch Logs too',
  },
  remedy:
    'Set DataTraceEnabled: false (ExcludeVerboseContent: true in AppSync, IncludeExecutionData: false in Step Functions), and log what you need through an access log format.',
  fix,
  *run(app) {
    for (const api of app.apis) yield* judgeApi(api);
    for (const machine of app.ofType('AWS::StepFunctions::StateMachine')) yield judgeMachine(machine);
  },
});
export default check;

function* judgeApi(api: Api): Iterable<Outcome> {
  if (api.kind === 'graphql') yield judgeGraphql(api);
  // HTTP APIs have access logs only (API Gateway developer guide, logging for HTTP APIs).
  if (api.kind !== 'rest' && api.kind !== 'websocket') return;
  for (const stage of api.stages) yield* judgeStage(api, stage);
}

function* judgeStage(api: Api, stage: Stage): Iterable<Outcome> {
  const subject = stage.resource?.id ?? api.id;
  for (const setting of stage.settings) {
    if (setting.dataTrace === true) yield traced(api, stage, setting);
    else if (isUnknown(setting.dataTrace)) yield cannotTell(subject, setting.dataTrace);
  }
  if (stage.settings.every((setting) => setting.dataTrace === false)) yield pass(subject);
}

function traced(api: Api, stage: Stage, setting: MethodSetting): Outcome {
  const parts = [setting.method, setting.path].map((part) => (isUnknown(part) ? '?' : part));
  const routes =
    parts[0] === '*' && (parts[1] === '/*' || parts[1] === '*') ? 'all routes' : parts.filter((part) => part !== '*').join(' ');
  const level = exactText(setting.loggingLevel);
  // Without a logging level nothing is written yet: one word away from it.
  const severity = setting.loggingLevel === undefined || level === 'OFF' ? 'low' : 'medium';
  const args = { stage: show(stage.name), api: api.resource.owner?.id ?? api.resource.logicalId, routes };
  return fail({ subject: stage.resource?.id ?? api.id, message: 'trace', args, at: setting.at, severity, data: { api: api.id, routes } });
}

function judgeGraphql(api: Api): Outcome {
  const config = property(api.resource, 'LogConfig');
  if (config === undefined) return notApplicable(api.id, 'it does not log');
  const level = property(api.resource, 'LogConfig.FieldLogLevel');
  if (isUnknown(level)) return cannotTell(api.id, level);
  const excluded = flag(property(api.resource, 'LogConfig.ExcludeVerboseContent'), false);
  if (isUnknown(excluded)) return cannotTell(api.id, excluded);
  if (excluded || !['ALL', 'DEBUG', 'INFO'].includes(exactText(level) ?? 'NONE')) return pass(api.id);
  return fail({ subject: api.id, message: 'verbose', args: { api: api.resource.logicalId }, at: level?.at ?? config.at });
}

function judgeMachine(machine: Resource): Outcome {
  const level = property(machine, 'LoggingConfiguration.Level');
  if (level === undefined || exactText(level) === 'OFF') return notApplicable(machine.id, 'it does not log');
  const included = flag(property(machine, 'LoggingConfiguration.IncludeExecutionData'), false);
  if (isUnknown(included)) return cannotTell(machine.id, included);
  if (!included) return pass(machine.id);
  const at = keyPlace(property(machine, 'LoggingConfiguration'), 'IncludeExecutionData') ?? level.at;
  return fail({ subject: machine.id, message: 'execution', args: { machine: machine.logicalId }, at, severity: 'low' });
}
