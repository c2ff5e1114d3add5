import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { pipelinesOf } from '../../../model/pipeline.ts';
import type { Pipeline } from '../../../model/pipeline.ts';
import { firstUnknown } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { productionChanges } from './change-sets.ts';
import type { StackChange } from './change-sets.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'change-unreviewed',
  title: 'Nobody reads what a deployment changes before it does',
  practices: [11],
  severity: 'medium',
  promise: 'proof',
  proves: 'pipelines whose changes of production somebody approves',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html',
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-basic-walkthrough.html',
  ],
  looksAt: ['AWS::CodePipeline::Pipeline'],
  messages: {
    unreviewed: '{pipeline} executes the change set of {stack} in stage {stage} with no approval between its creation and its execution',
    early: '{pipeline} has {approval} approved before the change set of {stack} is there to be read',
    other:
      '{pipeline} executes the change set {changeSet} of {stack}, which none of its earlier actions makes: what was approved is something else',
    direct: '{pipeline} changes {stack} in stage {stage} without a change set, so nobody can read what changes before it does',
  },
  remedy: 'Make a change set (CHANGE_SET_REPLACE), let somebody approve it, and execute that one (CHANGE_SET_EXECUTE), in this order.',
  *run(app) {
    for (const pipeline of pipelinesOf(app)) yield* judge(pipeline);
  },
  fix,
});
export default check;

function judge(pipeline: Pipeline): Outcome[] {
  const subject = pipeline.resource.id;
  if (pipeline.unknown !== null) return [cannotTell(subject, pipeline.unknown)];
  const changes = productionChanges(pipeline);
  const blocked = pipeline.actions.map(({ provider, configuration }) =>
    provider === 'CloudFormation' ? firstUnknown(configuration) : undefined,
  );
  const unsure = blocked.find((one) => one !== undefined);
  if (unsure !== undefined) return [cannotTell(subject, unsure)];
  if (changes.length === 0) return [notApplicable(subject, 'it changes no stack of production by CloudFormation')];
  const wrong = changes.filter(({ approvals, kind }) => kind === 'direct' || approvals.length === 0);
  return wrong.length === 0 ? [pass(subject)] : wrong.map((change) => failed(pipeline, change));
}

function failed(pipeline: Pipeline, { change, kind, stack, changeSet, made, earlier }: StackChange): Outcome {
  const message = kind === 'direct' ? 'direct' : made === null ? 'other' : earlier === null ? 'unreviewed' : 'early';
  const args = { pipeline: pipeline.resource.logicalId, stack, stage: change.stage, changeSet, approval: earlier?.name ?? '' };
  const evidence = made === null ? [] : [{ text: `${made.name} makes the change set`, at: made.at }];
  return fail({ subject: pipeline.resource.id, message, args, at: change.at, evidence, data: { stack, action: change.name } });
}
