import { runsBefore } from '../../../model/pipeline.ts';
import type { Pipeline, PipelineAction } from '../../../model/pipeline.ts';
import { exactText, get, show } from '../../../model/value.ts';

/** How the change of a stack gets through a pipeline. */
export interface StackChange {
  readonly stack: string;
  /** What changes the stack: the execution of a change set, or a deployment without one. */
  readonly change: PipelineAction;
  /** `execute` of a change set of this name, or `direct`. */
  readonly kind: 'execute' | 'direct';
  readonly changeSet: string;
  /** The last action before it that makes this change set; null when none does. */
  readonly made: PipelineAction | null;
  /** The approvals between the two. */
  readonly approvals: readonly PipelineAction[];
  /** An approval of anything at all before the change; null when there is none. */
  readonly earlier: PipelineAction | null;
}

/** Action modes that change a stack at once: https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html */
const DIRECT: ReadonlySet<string> = new Set(['CREATE_UPDATE', 'REPLACE_ON_FAILURE']);

/** Stages that are there to try things out. */
const TRIAL =
  /(?:^|[^a-z])(?:tests?|testing|dev|develop(?:ment)?|beta|alpha|gamma|integ\w*|qa|staging|sandbox|preprod|preview)(?:[^a-z]|$)/i;

/** Changes of stacks in the last stage that changes any, which is production unless its name says otherwise; none where it does. */
export function productionChanges(pipeline: Pipeline): StackChange[] {
  const changes = pipeline.actions.filter((action) => isChange(action));
  const last = changes.at(-1);
  if (last === undefined || TRIAL.test(wordsOf(last.stage))) return [];
  return changes.filter(({ stageIndex }) => stageIndex === last.stageIndex).map((change) => changeOf(pipeline, change));
}

/** `DeployTesting` as words. */
function wordsOf(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
}

function isChange(action: PipelineAction): boolean {
  const mode = modeOf(action);
  return action.provider === 'CloudFormation' && mode !== undefined && (mode === 'CHANGE_SET_EXECUTE' || DIRECT.has(mode));
}

function modeOf({ configuration }: PipelineAction): string | undefined {
  return exactText(get(configuration, 'ActionMode'));
}

function changeOf({ actions }: Pipeline, change: PipelineAction): StackChange {
  const stack = show(get(change.configuration, 'StackName'));
  const changeSet = show(get(change.configuration, 'ChangeSetName'));
  const isMaker = (action: PipelineAction): boolean =>
    modeOf(action) === 'CHANGE_SET_REPLACE' &&
    show(get(action.configuration, 'StackName')) === stack &&
    show(get(action.configuration, 'ChangeSetName')) === changeSet &&
    runsBefore(action, change);
  const made = actions.findLast(isMaker) ?? null;
  const before = actions.filter((action) => action.category === 'Approval' && runsBefore(action, change));
  return {
    stack,
    change,
    kind: modeOf(change) === 'CHANGE_SET_EXECUTE' ? 'execute' : 'direct',
    changeSet,
    made,
    approvals: made === null ? [] : before.filter((approval) => runsBefore(made, approval)),
    earlier: before.at(-1) ?? null,
  };
}
