import type { SamContext } from '../context.ts';
import { prop } from '../values.ts';
import { addPermission } from './function-event.ts';
import type { FunctionEvent } from './function-event.ts';

/** Expands an AlexaSkill event: a permission, bound to one skill where `SkillId` says which. */
export function expandAlexaSkill(context: SamContext, source: FunctionEvent): void {
  addPermission(context, source, { principal: 'alexa-appkit.amazon.com', eventSourceToken: prop(source.properties, 'SkillId') });
}
