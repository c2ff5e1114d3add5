import type { MapNode, Node } from '../../../util/node.ts';
import type { SamContext } from '../context.ts';
import { PythonDicts } from './python-dicts.ts';

/** What the parts of one expansion must know of each other's APIs. */
export interface ApiState {
  /** Ids of the APIs whose definition the transform writes, because the owner gave none. */
  readonly managed: Set<string>;
  /** The order of keys in each definition. */
  readonly dicts: WeakMap<Node, PythonDicts>;
  /** Names of the functions with events on an API, by the ids of API and function; they are part of its deployment's id. */
  readonly functionNames: Map<string, Map<string, string>>;
  /** AWS::Route53::RecordSetGroup resources by id; the APIs of one hosted zone share one. */
  readonly recordSetGroups: Map<string, MapNode>;
  readonly sharedUsagePlan: SharedUsagePlan;
  /** The resources in the order of AWS's translator; those added later are not in it. */
  resourceOrder: readonly string[];
}

/** The usage plan of all APIs with `CreateUsagePlan: SHARED`. */
export interface SharedUsagePlan {
  readonly apiIds: Node[];
  readonly apiStages: Node[];
  readonly stageKeys: Node[];
  readonly conditions: Map<string, Node>;
  anyApiWithoutCondition: boolean;
  deletionPolicy: Node | undefined;
  updateReplacePolicy: Node | undefined;
}

const states = new WeakMap<SamContext, ApiState>();

/** The state of one expansion. */
export function apiState(context: SamContext): ApiState {
  let state = states.get(context);
  if (state === undefined) {
    state = {
      managed: new Set(),
      dicts: new WeakMap(),
      functionNames: new Map(),
      recordSetGroups: new Map(),
      resourceOrder: [],
      sharedUsagePlan: {
        apiIds: [],
        apiStages: [],
        stageKeys: [],
        conditions: new Map(),
        anyApiWithoutCondition: false,
        deletionPolicy: undefined,
        updateReplacePolicy: undefined,
      },
    };
    states.set(context, state);
  }
  return state;
}

/** The order of keys in one definition. */
export function definitionDicts(context: SamContext, definition: Node): PythonDicts {
  const { dicts } = apiState(context);
  let known = dicts.get(definition);
  if (known === undefined) {
    known = new PythonDicts(definition);
    dicts.set(definition, known);
  }
  return known;
}
