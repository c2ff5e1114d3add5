import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';

/** Subject of what concerns the repository that the app is in. */
const REPOSITORY = 'repository';
/** Resources that deploy what is pushed. */
const SERVICES = ['AWS::CodePipeline::Pipeline', 'AWS::Amplify::App', 'AWS::CodeStar::GitHubRepository'];

const check: Check = defineCheck({
  id: 'no-pipeline',
  title: 'Nothing in the repository deploys the app',
  practices: [11],
  severity: 'info',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-deploying-options.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/serverless-applications-lens/deployment-approaches.html',
  ],
  looksAt: ['AWS::Serverless::Function', 'AWS::Lambda::Function', 'AWS::CodePipeline::Pipeline'],
  messages: {
    none: 'no pipeline file stands in the folder of the app or around it: whoever deploys does so by hand',
    onlyBuilds: 'nothing in {files} deploys: whoever deploys does so by hand',
  },
  remedy: 'Let a pipeline deploy every merge, or say in account.elsewhere (no-pipeline: where) which one does.',
  config: ['account.elsewhere'],
  *run(app) {
    yield judge(app);
  },
});
export default check;

function judge(app: App): Outcome {
  if (app.resources.length === 0) return notApplicable(REPOSITORY, 'the template holds no resource');
  const elsewhere = app.config.account.elsewhere['no-pipeline'];
  if (elsewhere !== undefined) return notApplicable(REPOSITORY, `the pipeline is elsewhere: ${elsewhere}`);
  if (app.ofType(...SERVICES).length > 0) return pass(REPOSITORY);
  const { files, unknown } = app.delivery;
  if (files.some(({ deploys }) => deploys)) return pass(REPOSITORY);
  const at = { source: app.files[0]!, start: 0, end: 0 };
  if (unknown !== null) return cannotTell(REPOSITORY, { reason: unknown, at });
  const names = files.map(({ source }) => source.path);
  return fail({
    subject: REPOSITORY,
    message: names.length === 0 ? 'none' : 'onlyBuilds',
    args: names.length === 0 ? {} : { files: names },
    at,
    absence: true,
    data: { files: names },
  });
}
