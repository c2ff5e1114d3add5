import type { Authored, Change, Path } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { pipelinesOf } from '../../../model/pipeline.ts';
import type { Pipeline, PipelineAction } from '../../../model/pipeline.ts';
import { written } from '../../../model/written.ts';
import { stringOf } from '../../../util/node.ts';
import { pathOf } from '../../fixing/place.ts';
import { noFix, notWritten, writtenOf } from '../../fixing/owner.ts';
import { productionChanges } from './change-sets.ts';

const APPROVAL: { readonly [key: string]: Authored } = { Category: 'Approval', Owner: 'AWS', Provider: 'Manual', Version: '1' };

/** An approval right before the change set is executed; what ran from there on moves one step back. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const pipeline = pipelinesOf(app).find(({ resource }) => resource.id === fail.subject)!;
    if (writtenOf(pipeline.resource)?.type !== 'AWS::CodePipeline::Pipeline') return notWritten(pipeline.resource);
    const change = productionChanges(pipeline).find(
      (one) => one.change.name === fail.data?.['action'] && one.stack === fail.data?.['stack'],
    );
    if (change === undefined || change.kind === 'direct')
      return noFix('a change set must be made and named first, which its owner decides');
    if (change.made === null) return noFix('which change set is meant cannot be told');
    const changes = approvedBefore(pipeline, change.change);
    if (changes === null) return noFix('its actions hang on a condition or a parameter');
    return {
      safety: 'review',
      title: `Ask for approval in stage ${change.change.stage} of ${pipeline.resource.logicalId} before its change sets are executed`,
      changes,
      todo: [
        `Allow whoever may approve codepipeline:PutApprovalResult on ${pipeline.resource.logicalId}, and nobody who may push to its source`,
      ],
    };
  },
};

/** Null where an action is not written as a map of its own. */
function approvedBefore(pipeline: Pipeline, execution: PipelineAction): Change[] | null {
  const file = pipeline.resource.at.source;
  const stage = pipeline.actions.filter(({ stageIndex }) => stageIndex === execution.stageIndex);
  const step = execution.runOrder;
  const paths = new Map<PipelineAction, Path | undefined>(stage.map((action) => [action, pathOf(action.at)]));
  const list = paths.get(execution)?.slice(0, -1);
  if (list === undefined || list.at(-1) !== 'Actions') return null;
  const later = stage.filter(({ runOrder }) => runOrder >= step);
  const moved = later.map((action): Change | null => {
    const path = paths.get(action);
    const order = path && written(file, [...path, 'RunOrder']);
    if (path === undefined || (order !== undefined && order.kind !== 'scalar')) return null;
    const next = action.runOrder + 1;
    // As it is written: a text stays one.
    return { kind: 'set', file, path: [...path, 'RunOrder'], value: stringOf(order) === undefined ? next : String(next) };
  });
  if (moved.includes(null)) return null;
  const item: Authored = { Name: nameOf(execution, stage), ActionTypeId: APPROVAL, RunOrder: step };
  return [...moved.filter((change) => change !== null), { kind: 'append', file, path: list, items: [item] }];
}

/** `ApproveChangeSet` for `ExecuteChangeSet`: names are unique within a stage. */
function nameOf({ name }: PipelineAction, stage: readonly PipelineAction[]): string {
  const wish = /^execute/i.test(name)
    ? name.replace(/^execute/i, (verb) => (verb.startsWith('e') ? 'approve' : 'Approve'))
    : `Approve${name}`;
  return stage.some((action) => action.name === wish) ? `${wish}Changes` : wish;
}
