import type { Change } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { pipelinesOf } from '../../../model/pipeline.ts';
import { exactText, get } from '../../../model/value.ts';
import { pathOf } from '../../fixing/place.ts';
import { noFix, notWritten, writtenOf } from '../../fixing/owner.ts';
import { deliveriesOf } from './provenance.ts';

/** Deploys the artifact that was tried. The second build stays: whether anything else needs it is for its owner to see. */
export const fix: CheckFix = {
  safety: 'review',
  plan(fail, app) {
    const pipeline = pipelinesOf(app).find(({ resource }) => resource.id === fail.subject)!;
    if (writtenOf(pipeline.resource)?.type !== 'AWS::CodePipeline::Pipeline') return notWritten(pipeline.resource);
    const deliveries = deliveriesOf(pipeline);
    const delivery = deliveries.find(({ action }) => action.name === fail.data?.['action'] && action.at === fail.at);
    const tried = deliveries.find(({ action }) => action.name === fail.data?.['tried']);
    const path = delivery && pathOf(delivery.action.at);
    if (delivery === undefined || tried === undefined || path === undefined) return noFix('its actions hang on a condition or a parameter');
    const file = pipeline.resource.at.source;
    const index = delivery.action.inputs.indexOf(delivery.artifact);
    const { configuration } = delivery.action;
    const changes: Change[] = [{ kind: 'set', file, path: [...path, 'InputArtifacts', index, 'Name'], value: tried.artifact }];
    for (const name of ['TemplatePath', 'TemplateConfiguration']) {
      const text = exactText(get(configuration, name));
      if (text === undefined || !text.startsWith(`${delivery.artifact}::`)) continue;
      const value = `${tried.artifact}${text.slice(delivery.artifact.length)}`;
      changes.push({ kind: 'set', file, path: [...path, 'Configuration', name], value });
    }
    const [build] = delivery.builds;
    return {
      safety: 'review',
      title: `Deploy ${tried.artifact}, which was tried, in stage ${delivery.action.stage} of ${pipeline.resource.logicalId}`,
      changes,
      todo: [`Remove ${build!.name} from ${pipeline.resource.logicalId} if nothing else needs its output ${delivery.artifact}`],
    };
  },
};
