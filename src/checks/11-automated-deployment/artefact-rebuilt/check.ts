import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { pipelinesOf } from '../../../model/pipeline.ts';
import type { Pipeline } from '../../../model/pipeline.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';
import { deliveriesOf } from './provenance.ts';
import type { Delivery } from './provenance.ts';

const check: Check = defineCheck({
  id: 'artefact-rebuilt',
  title: 'Production gets another build than the one that was tested',
  practices: [11],
  severity: 'medium',
  promise: 'proof',
  proves: 'pipelines that deploy to production what they deployed before',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome-introducing-artifacts.html',
    'https://docs.aws.amazon.com/wellarchitected/latest/devops-guidance/dl.cd.1-deploy-to-production-frequently.html',
  ],
  looksAt: ['AWS::CodePipeline::Pipeline'],
  messages: {
    rebuilt: '{pipeline} deploys in stage {stage} what {build} built, but stage {earlier} tried what {builds} built',
  },
  remedy: 'Build once, and deploy the same artifact in every stage: name the output of the first build under InputArtifacts.',
  *run(app) {
    for (const pipeline of pipelinesOf(app)) yield judge(pipeline);
  },
  fix,
});
export default check;

function judge(pipeline: Pipeline): Outcome {
  const subject = pipeline.resource.id;
  if (pipeline.unknown !== null) return cannotTell(subject, pipeline.unknown);
  const deliveries = deliveriesOf(pipeline);
  const last = deliveries.at(-1);
  const earlier = deliveries.filter(({ action }) => last !== undefined && action.stageIndex < last.action.stageIndex);
  if (last === undefined || earlier.length === 0) return notApplicable(subject, 'it deploys what it builds in one stage only');
  for (const delivery of deliveries.filter(({ action }) => action.stageIndex === last.action.stageIndex)) {
    const wrong = rebuilt(delivery, earlier);
    if (wrong !== null) return failed(pipeline, delivery, wrong);
  }
  return pass(subject);
}

/** The earlier deployment of the same kind, when what comes now was built anew after it. */
function rebuilt(delivery: Delivery, earlier: readonly Delivery[]): Delivery | null {
  const tried = new Set(earlier.flatMap(({ builds }) => builds));
  if (delivery.builds.length === 0 || delivery.builds.some((build) => tried.has(build))) return null;
  // Of one provider: a website and a stack are built apart, in whichever stage.
  return earlier.findLast((one) => one.action.provider === delivery.action.provider && one.builds.length > 0) ?? null;
}

function failed(pipeline: Pipeline, delivery: Delivery, tried: Delivery): Outcome {
  const [build] = delivery.builds;
  return fail({
    subject: pipeline.resource.id,
    message: 'rebuilt',
    args: {
      pipeline: pipeline.resource.logicalId,
      stage: delivery.action.stage,
      build: build!.name,
      earlier: tried.action.stage,
      builds: tried.builds.map(({ name }) => name),
    },
    at: delivery.action.at,
    evidence: [
      { text: `${build!.name} builds again here`, at: build!.at },
      { text: `${tried.action.name} deploys the first build here`, at: tried.action.at },
    ],
    data: { action: delivery.action.name, tried: tried.action.name },
  });
}
