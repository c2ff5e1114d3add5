import { stateMachineNeeds } from '../state-machine-needs.ts';
import type { App } from '../app.ts';
import type { Role } from '../role.ts';
import { property } from '../template.ts';
import { exactText, resourceNamed, show } from '../value.ts';
import type { Value } from '../value.ts';
import { apiUses } from './apis.ts';
import { keysBehind } from './delivery.ts';
import { ruleUses, scheduleUses } from './events.ts';
import { graphqlUses } from './graphql.ts';
import { pipeUses } from './pipes.ts';
import type { RoleUse } from './use.ts';
import { kept } from '../../util/kept.ts';

/** What services other than Lambda do with a role, as the template says: state machines, API Gateway, EventBridge and AppSync. */
export function serviceUses(app: App, role: Role): readonly RoleUse[] {
  const name = exactText(property(role.resource, 'RoleName'));
  return usesOf(app).filter((use) => isNamed(use.role, role.id, name));
}

const usesOf = kept((app: App): readonly RoleUse[] => [...machineUses(app), ...otherUses(app)]);

function machineUses(app: App): RoleUse[] {
  return app
    .ofType('AWS::StepFunctions::StateMachine')
    .map((machine) => ({ user: machine.id, role: property(machine, 'RoleArn'), ...stateMachineNeeds(app, machine) }));
}

function otherUses(app: App): RoleUse[] {
  const uses = [...apiUses(app), ...ruleUses(app), ...scheduleUses(app), ...pipeUses(app), ...graphqlUses(app)];
  return uses.map((use) => ({ ...use, grants: use.role === undefined ? use.grants : [...use.grants, keysBehind(use.role.at)] }));
}

function isNamed(value: Value | undefined, id: string, name: string | undefined): boolean {
  if (resourceNamed(value) === id) return true;
  return name !== undefined && value !== undefined && show(value).endsWith(`:role/${name}`);
}
