import { exactText, get } from '../../../model/value.ts';
import { runsBefore } from '../../../model/pipeline.ts';
import type { Pipeline, PipelineAction } from '../../../model/pipeline.ts';

/** A deployment of a pipeline, and what was built for it. */
export interface Delivery {
  readonly action: PipelineAction;
  /** The artifact that it deploys. */
  readonly artifact: string;
  /** The build actions that the artifact comes from, the nearest first; none when it is source as it is. */
  readonly builds: readonly PipelineAction[];
}

/** Every deployment with an artifact of its own, in the order in which they run. */
export function deliveriesOf(pipeline: Pipeline): Delivery[] {
  return pipeline.actions.flatMap((action) => {
    // A change set that is executed was made of its artifact before.
    const isExecution = exactText(get(action.configuration, 'ActionMode')) === 'CHANGE_SET_EXECUTE';
    const artifact = deployed(action);
    if (action.category !== 'Deploy' || isExecution || artifact === undefined) return [];
    return [{ action, artifact, builds: buildsOf(pipeline, { artifact, before: action, seen: new Set() }) }];
  });
}

/** `TemplatePath` names the artifact that a stack is made of; other providers take one. */
function deployed({ configuration, inputs }: PipelineAction): string | undefined {
  const template = exactText(get(configuration, 'TemplatePath'));
  const named = template?.split('::')[0];
  return named !== undefined && inputs.includes(named) ? named : inputs[0];
}

function buildsOf(
  pipeline: Pipeline,
  { artifact, before, seen }: { artifact: string; before: PipelineAction; seen: Set<string> },
): PipelineAction[] {
  if (seen.has(artifact)) return [];
  seen.add(artifact);
  const maker = pipeline.actions.find((action) => action.outputs.includes(artifact) && runsBefore(action, before));
  if (maker === undefined || maker.category === 'Source') return [];
  const rest = maker.inputs.flatMap((input) => buildsOf(pipeline, { artifact: input, before: maker, seen }));
  return maker.category === 'Build' ? [maker, ...rest] : rest;
}
