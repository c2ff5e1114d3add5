import { managedPolicyDocument } from '../data/managed-policy-documents.ts';
import { parseOperator } from '../iam/condition-operators.ts';
import type { PatternSet, Policy, PolicyCondition, PolicyStatement } from '../iam/policy.ts';
import { keptForBoth } from '../util/kept.ts';
import type { Span } from '../util/span.ts';
import { SourceFile } from '../util/span.ts';
import type { App } from './app.ts';
import { canonicalArn, policyText } from './policy-text.ts';
import type { Role } from './role.ts';
import { managedPolicyRef } from './role.ts';
import type { Condition, Statement } from './statement.ts';
import { readPolicyDocument } from './statement.ts';
import { isUnknown, resourceNamed, show, unknown } from './value.ts';
import type { Unknown, Value } from './value.ts';

/** One statement of a role, for the policy engine and for people. */
export interface RoleStatement {
  /** `<role or policy>#<Sid or index>`. */
  readonly subject: string;
  /** Name of the AWS managed policy it comes from; null for the owner's own. */
  readonly managed: string | null;
  readonly policy: PolicyStatement;
  readonly at: Span;
}

/** All that a role's own policies say, and what of it cannot be read. */
export interface RolePolicy {
  readonly statements: readonly RoleStatement[];
  readonly unreadable: readonly Unknown[];
  /** Statements of the permissions boundary; null without one. */
  readonly boundary: { readonly statements: readonly RoleStatement[]; readonly unreadable: readonly Unknown[] } | null;
}

/** Reads the policies of a role for the policy engine. Names of the app's resources are as `policyText` writes them. */
export function rolePolicy(app: App, role: Role): RolePolicy {
  return kept(app, role);
}

// Nearly every check of permissions asks, and every plan to mend them.
const kept = keptForBoth(readRole);

function readRole(app: App, role: Role): RolePolicy {
  const gathered = new Gathering(app);
  for (const policy of role.policies) gathered.document(policy.document.statements, policy.document.unreadable);
  for (const managed of role.managed) gathered.managed(managed.name, managed.awsManaged, managed.at);
  const edge = role.permissionsBoundary;
  return { statements: gathered.statements, unreadable: gathered.unreadable, boundary: edge === undefined ? null : boundaryOf(app, edge) };
}

function boundaryOf(app: App, edge: Value): RolePolicy['boundary'] {
  const gathered = new Gathering(app);
  const own = app.policies.find((policy) => policy.resource.id === resourceNamed(edge));
  const named = managedPolicyRef(edge);
  if (own !== undefined) gathered.document(own.document.statements, own.document.unreadable);
  else if (named.name === null) gathered.unreadable.push(unknown(`the permissions boundary ${show(edge)} is not in the template`, edge.at));
  else gathered.managed(named.name, named.awsManaged, edge.at);
  return { statements: gathered.statements, unreadable: gathered.unreadable };
}

/** A policy of the given statements. */
export function policyOf(statements: readonly RoleStatement[]): Policy {
  return { version: '2012-10-17', statements: statements.map((statement) => statement.policy) };
}

class Gathering {
  readonly statements: RoleStatement[] = [];
  readonly unreadable: Unknown[] = [];
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  document(statements: readonly Statement[], unreadable: readonly Unknown[]): void {
    this.unreadable.push(...unreadable);
    for (const statement of statements) {
      const policy = policyStatement(statement, (value) => policyText(this.#app, value));
      if (isUnknown(policy)) this.unreadable.push(policy);
      else this.statements.push({ subject: statement.subject, managed: null, policy, at: statement.at });
    }
  }

  managed(name: string | null, isAws: boolean | null, at: Span): void {
    const text = name === null || isAws !== true ? undefined : managedPolicyDocument(name);
    if (text === undefined) {
      this.unreadable.push(unknown(`the document of the managed policy ${name ?? 'that is attached'} is not at hand`, at));
      return;
    }
    for (const { subject, policy } of managedStatements(name!, text)) {
      if (isUnknown(policy)) this.unreadable.push(unknown(`${name}: ${policy.reason}`, at));
      else this.statements.push({ subject, managed: name, policy, at });
    }
  }
}

type TextOf = (value: Value) => string | Unknown;

/** A statement in the policy engine's form, or what of it cannot be read. */
export function policyStatement(statement: Statement, textOf: TextOf): PolicyStatement | Unknown {
  if (isUnknown(statement.effect)) return statement.effect;
  const actions = patternsOf(statement.actions, statement.notActions, textOf);
  const resources = completed(patternsOf(statement.resources, statement.notResources, textOf));
  const conditions = statement.conditions.map((condition) => conditionOf(condition, textOf));
  const blind = [actions, resources, ...conditions].find(isUnknown);
  if (blind !== undefined) return blind;
  return {
    sid: statement.sid,
    effect: statement.effect,
    actions: actions as PatternSet,
    resources: resources as PatternSet,
    principals: null,
    conditions: conditions as PolicyCondition[],
  };
}

function patternsOf(values: readonly Value[], not: readonly Value[], textOf: TextOf): PatternSet | Unknown {
  const texts = (not.length > 0 ? not : values).map(textOf);
  return texts.find(isUnknown) ?? { not: not.length > 0, patterns: texts as string[] };
}

/** An ARN with fewer than six fields is filled up with stars. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
function completed(set: PatternSet | Unknown): PatternSet | Unknown {
  if (isUnknown(set)) return set;
  const patterns = set.patterns.map((pattern) => {
    const fields = pattern.startsWith('arn:') ? pattern.split(':') : [];
    return fields.length < 3 || fields.length > 5 ? pattern : canonicalArn([...fields, ...Array(6 - fields.length).fill('*')].join(':'));
  });
  return { ...set, patterns };
}

function conditionOf({ operator, key, values, at }: Condition, textOf: TextOf): PolicyCondition | Unknown {
  const texts = values.map(textOf);
  const blind = texts.find(isUnknown);
  if (blind !== undefined) return blind;
  const parsed = parseOperator(operator);
  return parsed === null ? unknown(`IAM has no condition operator ${operator}`, at) : { ...parsed, key, values: texts as string[] };
}

const managedRead = new Map<string, readonly { subject: string; policy: PolicyStatement | Unknown }[]>();

/** Statements of AWS's own documents, which have no holes. */
function managedStatements(name: string, text: string): readonly { subject: string; policy: PolicyStatement | Unknown }[] {
  const known = managedRead.get(name);
  if (known !== undefined) return known;
  const at = { source: new SourceFile(`${name}.json`, text), start: 0, end: text.length };
  const document = readPolicyDocument({ kind: 'scalar', value: text, at }, name, at);
  const statements = document.statements.map((statement) => {
    return { subject: statement.subject, policy: policyStatement(statement, (value) => canonicalArn(show(value))) };
  });
  managedRead.set(name, statements);
  return statements;
}
