import type { SourceFile } from '../util/span.ts';
import { alarmsOf, metricFiltersOf } from './alarm.ts';
import type { Alarm, MetricFilter } from './alarm.ts';
import { apisOf } from './api/apis.ts';
import type { Api, Route, UsagePlan } from './api/api.ts';
import { usagePlansOf } from './api/usage-plan.ts';
import { notAnalysed } from './behavior.ts';
import type { Behavior } from './behavior.ts';
import type { Config } from './config.ts';
import type { Delivery } from './delivery.ts';
import type { DeploymentPackage, LayerContent } from './deployment-package.ts';
import { functionsOf } from './function.ts';
import type { LambdaFunction } from './function.ts';
import type { Live } from './live.ts';
import { logGroupsOf } from './log-group.ts';
import type { LogGroup } from './log-group.ts';
import { networkOf } from './network.ts';
import type { Network } from './network.ts';
import { permissionsOf } from './permission.ts';
import type { Permission } from './permission.ts';
import { resourcePoliciesOf } from './resource-policy.ts';
import type { ResourcePolicy } from './resource-policy.ts';
import { policiesOf, rolesOf } from './role.ts';
import type { IdentityPolicy, Role } from './role.ts';
import type { Parameter, Resource, Stack, TemplateFormat, TemplateProblem } from './template.ts';
import { trailsOf } from './trail.ts';
import type { Trail } from './trail.ts';
import { triggersOf } from './trigger.ts';
import type { Trigger } from './trigger.ts';
import type { Unknown } from './value.ts';

/** The joined, read-only model of one app in one deployment. Every member is computed when first asked for. */
export interface App {
  readonly format: TemplateFormat;
  readonly config: Config;
  /** Clock for date rules, `YYYY-MM-DD`. */
  readonly today: string;
  /** The root template first. */
  readonly files: readonly SourceFile[];
  readonly parameters: readonly Parameter[];
  readonly problems: readonly TemplateProblem[];
  /** Set when part of the app cannot be known: then `nothing of this kind is there` is unknown, not false. */
  readonly opaque: Unknown | null;
  readonly resources: readonly Resource[];
  /** Resources of any of these CloudFormation types, in template order. */
  ofType(...types: readonly string[]): readonly Resource[];
  /** A resource by its id. */
  resource(id: string | undefined): Resource | undefined;
  readonly functions: readonly LambdaFunction[];
  readonly roles: readonly Role[];
  /** Every identity policy: inline, managed by the owner, standalone. */
  readonly policies: readonly IdentityPolicy[];
  readonly resourcePolicies: readonly ResourcePolicy[];
  /** `AWS::Lambda::Permission`, one each. */
  readonly permissions: readonly Permission[];
  readonly triggers: readonly Trigger[];
  readonly apis: readonly Api[];
  readonly routes: readonly Route[];
  readonly usagePlans: readonly UsagePlan[];
  readonly network: Network;
  readonly trails: readonly Trail[];
  readonly alarms: readonly Alarm[];
  readonly metricFilters: readonly MetricFilter[];
  readonly logGroups: readonly LogGroup[];
  /** What a function can do at AWS, as its source code says; inferred at the first question. */
  behaviorOf(fn: LambdaFunction): Behavior;
  /** What a function ships and what its code can load; null when its code is not at hand, or in no language that is followed. */
  packageOf(fn: LambdaFunction): DeploymentPackage | null;
  /** The Dockerfile that a function's image is built from; null when there is none that can be read. */
  dockerfileOf(fn: LambdaFunction): SourceFile | null;
  /** What a layer of the app brings; null when its content is not a folder that can be read. */
  layerContentOf(layer: Resource): LayerContent | null;
  /** The files by which the app's repository is delivered; looked for at the first question. */
  readonly delivery: Delivery;
  /** The app as it is deployed, where a drift result was given; judged at the first question. */
  readonly live: Live;
}

/** Reads the source code behind an app. The model does not know how. */
export interface CodeSource {
  behaviorOf(app: App, fn: LambdaFunction): Behavior;
  packageOf(app: App, fn: LambdaFunction): DeploymentPackage | null;
  dockerfileOf(fn: LambdaFunction): SourceFile | null;
  layerContentOf(layer: Resource): LayerContent | null;
  delivery(): Delivery;
  /** How the app is deployed; left out where nobody said. */
  liveOf?(app: App): Live;
}

const NO_CODE: CodeSource = {
  behaviorOf: (_, fn) => notAnalysed('source-not-found', 'source code was not read', fn.at, []),
  packageOf: () => null,
  dockerfileOf: () => null,
  layerContentOf: () => null,
  delivery: () => ({ files: [], unknown: 'the repository was not read' }),
};

/** Builds the model of a stack. Cheap: joins happen when a check asks. */
export function createApp(stack: Stack, config: Config, today: string, code: CodeSource = NO_CODE): App {
  return new LazyApp(stack, config, { today, code });
}

class LazyApp implements App {
  readonly #stack: Stack;
  readonly config: Config;
  readonly today: string;
  readonly resources: readonly Resource[];
  readonly #byType = new Map<string, Resource[]>();
  readonly #code: CodeSource;
  #functions: readonly LambdaFunction[] | undefined;
  #roles: readonly Role[] | undefined;
  #policies: readonly IdentityPolicy[] | undefined;
  #resourcePolicies: readonly ResourcePolicy[] | undefined;
  #permissions: readonly Permission[] | undefined;
  #triggers: readonly Trigger[] | undefined;
  #apis: readonly Api[] | undefined;
  #routes: readonly Route[] | undefined;
  #usagePlans: readonly UsagePlan[] | undefined;
  #network: Network | undefined;
  #trails: readonly Trail[] | undefined;
  #alarms: readonly Alarm[] | undefined;
  #metricFilters: readonly MetricFilter[] | undefined;
  #logGroups: readonly LogGroup[] | undefined;
  #delivery: Delivery | undefined;
  #live: Live | undefined;
  readonly #behaviors = new Map<string, Behavior>();
  readonly #packages = new Map<string, DeploymentPackage | null>();
  readonly #dockerfiles = new Map<string, SourceFile | null>();
  readonly #layers = new Map<string, LayerContent | null>();

  constructor(stack: Stack, config: Config, given: { today: string; code: CodeSource }) {
    this.#stack = stack;
    this.config = config;
    this.today = given.today;
    this.#code = given.code;
    this.resources = [...stack.resources.values()];
    for (const resource of this.resources) {
      const same = this.#byType.get(resource.type);
      if (same === undefined) this.#byType.set(resource.type, [resource]);
      else same.push(resource);
    }
  }

  get format(): TemplateFormat {
    return this.#stack.format;
  }
  get files(): readonly SourceFile[] {
    return this.#stack.files;
  }
  get parameters(): readonly Parameter[] {
    return this.#stack.parameters;
  }
  get problems(): readonly TemplateProblem[] {
    return this.#stack.problems;
  }
  get opaque(): Unknown | null {
    return this.#stack.opaque;
  }

  ofType(...types: readonly string[]): readonly Resource[] {
    if (types.length === 1) return this.#byType.get(types[0]!) ?? [];
    const [first, ...others] = types.filter((type) => this.#byType.has(type));
    if (others.length === 0) return this.#byType.get(first ?? '') ?? [];
    return this.resources.filter((resource) => types.includes(resource.type));
  }

  resource(id: string | undefined): Resource | undefined {
    return id === undefined ? undefined : this.#stack.resources.get(id);
  }

  get functions(): readonly LambdaFunction[] {
    return (this.#functions ??= functionsOf(this));
  }
  get roles(): readonly Role[] {
    return (this.#roles ??= rolesOf(this));
  }
  get policies(): readonly IdentityPolicy[] {
    return (this.#policies ??= policiesOf(this));
  }
  get resourcePolicies(): readonly ResourcePolicy[] {
    return (this.#resourcePolicies ??= resourcePoliciesOf(this));
  }
  get permissions(): readonly Permission[] {
    return (this.#permissions ??= permissionsOf(this));
  }
  get triggers(): readonly Trigger[] {
    return (this.#triggers ??= triggersOf(this));
  }
  get apis(): readonly Api[] {
    return (this.#apis ??= apisOf(this));
  }
  get routes(): readonly Route[] {
    return (this.#routes ??= this.apis.flatMap((api) => api.routes));
  }
  get usagePlans(): readonly UsagePlan[] {
    return (this.#usagePlans ??= usagePlansOf(this));
  }
  get network(): Network {
    return (this.#network ??= networkOf(this));
  }
  get trails(): readonly Trail[] {
    return (this.#trails ??= trailsOf(this));
  }
  get alarms(): readonly Alarm[] {
    return (this.#alarms ??= alarmsOf(this));
  }
  get metricFilters(): readonly MetricFilter[] {
    return (this.#metricFilters ??= metricFiltersOf(this));
  }
  get logGroups(): readonly LogGroup[] {
    return (this.#logGroups ??= logGroupsOf(this));
  }

  behaviorOf(fn: LambdaFunction): Behavior {
    return once(this.#behaviors, fn.id, () => this.#code.behaviorOf(this, fn));
  }
  packageOf(fn: LambdaFunction): DeploymentPackage | null {
    return once(this.#packages, fn.id, () => this.#code.packageOf(this, fn));
  }
  dockerfileOf(fn: LambdaFunction): SourceFile | null {
    return once(this.#dockerfiles, fn.id, () => this.#code.dockerfileOf(fn));
  }
  layerContentOf(layer: Resource): LayerContent | null {
    return once(this.#layers, layer.id, () => this.#code.layerContentOf(layer));
  }
  get delivery(): Delivery {
    return (this.#delivery ??= this.#code.delivery());
  }

  get live(): Live {
    return (this.#live ??= this.#code.liveOf?.(this) ?? { kind: 'not-compared' });
  }
}

function once<T>(known: Map<string, T>, id: string, compute: () => T): T {
  let answer = known.get(id);
  if (answer === undefined) known.set(id, (answer = compute()));
  return answer;
}
