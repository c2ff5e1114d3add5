import { GRANT_TECHNIQUES, PASSING_TECHNIQUES, TAKEOVER_TECHNIQUES } from '../data/privilege-escalation.ts';
import type { GrantTechnique, PassingTechnique, TakeoverTechnique } from '../data/privilege-escalation.ts';
import { actionMatches } from '../iam/match.ts';
import { hole } from '../iam/policy.ts';
import type { App } from './app.ts';
import { resourceArn } from './policy-text.ts';
import { arnsOf, mayAllow, roleAllows } from './role-allows.ts';
import type { Allowed } from './role-allows.ts';
import { rolePolicy } from './role-policy.ts';
import type { RolePolicy } from './role-policy.ts';
import type { Role } from './role.ts';
import { property } from './template.ts';
import { exactText, resourceNamed } from './value.ts';
import { trusts } from './trust.ts';

/** One step from a role to the permissions of another principal. */
export interface EscalationStep {
  readonly from: Role;
  readonly kind: 'grant' | 'pass' | 'assume' | 'takeover';
  /** Null: any principal of the account of that kind, `reaches` says which. */
  readonly to: Role | null;
  /** Whose permissions boundary limits what is reached; null: nobody's that is known. */
  readonly limit: Role | null;
  /** What is reached: `OrdersRole`, `any role of the account that trusts lambda.amazonaws.com`, `every permission`. */
  readonly reaches: string;
  /** What the holder does: `replaces the code of SendInvoice`. */
  readonly how: string;
  /** The requests that do it, each allowed by a statement of the role. */
  readonly by: readonly Allowed[];
  /** Condition keys that must have certain values; empty: nothing stands in the way. */
  readonly only: readonly string[];
  readonly source: string;
}

/** The steps that a role can make, and why there may be more. */
export interface EscalationSteps {
  readonly steps: readonly EscalationStep[];
  readonly undecided: string | null;
}

const ANY = 'any other';

/** All ways that are known from a role to the permissions of others. Costs nothing for roles that allow none of the actions. */
export function escalationSteps(app: App, role: Role): EscalationSteps {
  const policy = rolePolicy(app, role);
  const asking = new Asking(app, role, policy);
  const steps = [
    ...GRANT_TECHNIQUES.flatMap((technique) => asking.grant(technique)),
    ...asking.assume(),
    ...(asking.names('iam:PassRole') ? PASSING_TECHNIQUES.flatMap((technique) => asking.passing(technique)) : []),
    ...TAKEOVER_TECHNIQUES.flatMap((technique) => asking.takeover(technique)),
  ];
  return { steps, undecided: asking.undecided };
}

class Asking {
  readonly #app: App;
  readonly #role: Role;
  readonly #policy: RolePolicy;
  undecided: string | null = null;

  constructor(app: App, role: Role, policy: RolePolicy) {
    this.#app = app;
    this.#role = role;
    this.#policy = policy;
  }

  /** Whether some statement of the role may speak of the action. */
  names(action: string): boolean {
    return this.#policy.statements.some(
      ({ policy }) =>
        policy.effect === 'Allow' && policy.actions.patterns.some((pattern) => actionMatches(pattern, action)) !== policy.actions.not,
    );
  }

  #allowed(action: string, resources?: readonly string[], service?: string): Allowed | null {
    if (!this.names(action)) return null;
    const answer = roleAllows(this.#policy, {
      action,
      ...(resources && { resources }),
      ...(service !== undefined && { context: { 'iam:PassedToService': service } }),
    });
    if (answer !== null && answer !== 'unknown') return answer;
    if (answer === 'unknown' || (resources !== undefined && mayAllow(this.#app, this.#policy, { action, resources })))
      this.undecided ??= `whether ${action} is allowed on another's resource is known only at deployment`;
    return null;
  }

  #step(to: Role | null, step: Pick<EscalationStep, 'kind' | 'reaches' | 'how' | 'by' | 'source'>): EscalationStep {
    return { from: this.#role, to, limit: to, ...step, only: step.by.flatMap(({ only }) => only) };
  }

  grant({ action, on, what, source }: GrantTechnique): EscalationStep[] {
    if (!this.names(action)) return [];
    if (on === 'trust') return this.#overRoles([action], { how: (role) => `makes ${role} trust it`, source });
    if (on === 'boundary' && this.#role.permissionsBoundary === undefined) return [];
    const targets = this.#grantTargets(on);
    const allowed = targets.length === 0 ? null : this.#allowed(action, targets);
    if (allowed === null) return [];
    const reaches = on === 'user' ? 'any user of the account' : on === 'boundary' ? 'what its boundary keeps from it' : 'every permission';
    const isOwn = on === 'own role' || on === 'own policy';
    return [{ ...this.#step(null, { kind: 'grant', reaches, how: what, by: [allowed], source }), limit: isOwn ? this.#role : null }];
  }

  #grantTargets(on: GrantTechnique['on']): readonly string[] {
    if (on === 'user') return [`arn:${hole('AWS::Partition')}:iam::${hole('AWS::AccountId')}:user/${hole(ANY)}`];
    if (on === 'own policy') return this.#role.policies.flatMap((policy) => arnsOf(this.#app, policy.resource)).filter(isPolicyArn);
    return arnsOf(this.#app, this.#role.resource);
  }

  /** Something that can be done to any role: to those of the app, and to others where the policy names none. */
  #overRoles(actions: readonly string[], way: { how: (role: string) => string; source: string; service?: string }): EscalationStep[] {
    const { how, source, service } = way;
    const kind = service === undefined ? 'grant' : 'pass';
    const act = (arns: readonly string[]): Allowed[] | null => {
      const by = actions.map((action) => this.#allowed(action, arns, service));
      return by.every((one) => one !== null) ? by : null;
    };
    const any = act([`arn:${hole('AWS::Partition')}:iam::${hole('AWS::AccountId')}:role/${hole(ANY)}`]);
    const others = this.#app.roles.filter((role) => role.id !== this.#role.id && (service === undefined || trusts(role, service)));
    const named = others.flatMap((role) => {
      const by = act(arnsOf(this.#app, role.resource));
      const reaches = role.resource.logicalId;
      return by === null ? [] : [this.#step(role, { kind, reaches, how: how(reaches), by, source })];
    });
    const reaches = `any role of the account${service === undefined ? '' : ` that trusts ${service}`}`;
    return any === null ? named : [this.#step(null, { kind, reaches, how: how(reaches), by: any, source }), ...named];
  }

  passing({ service, steps, what, source }: PassingTechnique): EscalationStep[] {
    const by: Allowed[] = [];
    for (const alternatives of steps) {
      const allowed = alternatives.map((action) => this.#allowed(action)).find((one) => one !== null);
      if (allowed === undefined || allowed === null) return [];
      by.push(allowed);
    }
    return this.#overRoles(['iam:PassRole'], { how: (role) => `passes ${role} to ${what}`, source, service }).map((step) => ({
      ...step,
      by: [...step.by, ...by],
      only: [...step.only, ...by.flatMap(({ only }) => only)],
    }));
  }

  takeover({ type, role: roleProperty, actions, what, source }: TakeoverTechnique): EscalationStep[] {
    const action = actions.find((one) => this.names(one));
    if (action === undefined) return [];
    const found = this.#app.ofType(type).flatMap((resource) => {
      const role = this.#app.roles.find((one) => one.id === roleNamed(this.#app, property(resource, roleProperty)));
      const allowed = role === undefined || role.id === this.#role.id ? null : this.#allowed(action, arnsOf(this.#app, resource));
      if (allowed === null || role === undefined) return [];
      return [
        this.#step(role, {
          kind: 'takeover',
          reaches: role.resource.logicalId,
          how: `${what} ${resource.logicalId}`,
          by: [allowed],
          source,
        }),
      ];
    });
    const kind = KINDS[type]!;
    const any = this.#allowed(action, [kind.arn(hole(ANY))]);
    if (any === null) return found;
    const reaches = `the role of any ${kind.word} of the account`;
    return [this.#step(null, { kind: 'takeover', reaches, how: `${what} any ${kind.word}`, by: [any], source }), ...found];
  }

  /** Roles of the app that trust this one: by its own ARN, or as one of the account that its own policies let ask. */
  assume(): EscalationStep[] {
    const own = resourceArn(this.#app, this.#role.resource);
    return this.#app.roles.flatMap((role) => {
      if (role.id === this.#role.id) return [];
      const trust = trusts(role, { app: this.#app, arn: own ?? hole(this.#role.id) });
      if (trust === false) return [];
      const allowed = this.#allowed('sts:AssumeRole', arnsOf(this.#app, role.resource));
      if (trust === 'account' && allowed === null) return [];
      return [
        this.#step(role, {
          kind: 'assume',
          reaches: role.resource.logicalId,
          how: `assumes ${role.resource.logicalId}`,
          by: allowed === null ? [] : [allowed],
          source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
        }),
      ];
    });
  }
}

const regional = (service: string, rest: string): string =>
  `arn:${hole('AWS::Partition')}:${service}:${hole('AWS::Region')}:${hole('AWS::AccountId')}:${rest}`;

const KINDS: Readonly<Record<string, { readonly word: string; readonly arn: (name: string) => string }>> = {
  'AWS::Lambda::Function': { word: 'function', arn: (name) => regional('lambda', `function:${name}`) },
  'AWS::StepFunctions::StateMachine': { word: 'state machine', arn: (name) => regional('states', `stateMachine:${name}`) },
  'AWS::CodeBuild::Project': { word: 'build project', arn: (name) => regional('codebuild', `project/${name}`) },
};

function isPolicyArn(arn: string): boolean {
  return arn.includes(':policy/');
}

function roleNamed(app: App, value: Parameters<typeof resourceNamed>[0]): string | undefined {
  const named = resourceNamed(value);
  if (named !== undefined) return named;
  const name = /:role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(exactText(value) ?? '')?.[1];
  return app.roles.find((role) => name !== undefined && exactText(property(role.resource, 'RoleName')) === name)?.id;
}
