import type { Span } from '../util/span.ts';
import type { App } from './app.ts';
import { property } from './template.ts';
import type { Resource } from './template.ts';
import { exactNumber, exactText, firstUnknown, get, itemsOf, show } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** `AWS::CodePipeline::Pipeline`. */
export interface Pipeline {
  readonly resource: Resource;
  /** In the order in which they run. */
  readonly actions: readonly PipelineAction[];
  /** Why its stages are not all known; null when they are. */
  readonly unknown: Unknown | null;
}

/** One action of a pipeline. https://docs.aws.amazon.com/codepipeline/latest/userguide/action-requirements.html */
export interface PipelineAction {
  readonly name: string;
  readonly stage: string;
  /** Index of the stage, from 0. */
  readonly stageIndex: number;
  /** `RunOrder` within the stage, from 1; equal ones run side by side. */
  readonly runOrder: number;
  /** `Source`, `Build`, `Test`, `Deploy`, `Approval`, `Invoke` or `Compute`. */
  readonly category: string | undefined;
  readonly provider: string | undefined;
  /** Names of artifacts that it takes and makes. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly configuration: Value | undefined;
  readonly at: Span;
}

/** Every pipeline of the app. */
export function pipelinesOf(app: App): Pipeline[] {
  return app.ofType('AWS::CodePipeline::Pipeline').map((resource) => {
    const stages = property(resource, 'Stages');
    return {
      resource,
      actions: itemsOf(stages).flatMap(actionsOf).toSorted(inOrder),
      unknown: firstUnknown(shapeOf(stages)) ?? null,
    };
  });
}

/** Whether an action is over before another one begins. */
export function runsBefore(one: PipelineAction, other: PipelineAction): boolean {
  return inOrder(one, other) < 0;
}

function inOrder(one: PipelineAction, other: PipelineAction): number {
  return one.stageIndex - other.stageIndex || one.runOrder - other.runOrder;
}

function actionsOf(stage: Value, stageIndex: number): PipelineAction[] {
  return itemsOf(get(stage, 'Actions'))
    .filter(({ kind }) => kind === 'map')
    .map((action) => ({
      name: show(get(action, 'Name')),
      stage: show(get(stage, 'Name')),
      stageIndex,
      runOrder: exactNumber(get(action, 'RunOrder')) ?? 1,
      category: exactText(get(action, 'ActionTypeId.Category')),
      provider: exactText(get(action, 'ActionTypeId.Provider')),
      inputs: namesOf(get(action, 'InputArtifacts')),
      outputs: namesOf(get(action, 'OutputArtifacts')),
      configuration: get(action, 'Configuration'),
      at: action.at,
    }));
}

function namesOf(artifacts: Value | undefined): string[] {
  return itemsOf(artifacts).map((artifact) => show(get(artifact, 'Name')));
}

/** Stages, their actions and what these do must be known; of an action's configuration only what a check asks for. */
function shapeOf(stages: Value | undefined): Value | undefined {
  if (stages?.kind !== 'list') return stages;
  const parts = stages.items.flatMap((stage) => {
    const actions = get(stage, 'Actions');
    if (actions?.kind !== 'list') return [stage.kind === 'unknown' ? stage : actions];
    return actions.items.map((action) => (action.kind === 'unknown' ? action : get(action, 'ActionTypeId')));
  });
  return { kind: 'list', items: parts.filter((part) => part !== undefined), at: stages.at };
}
