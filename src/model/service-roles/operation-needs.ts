import { operationRule } from '../../data/operation-rules.ts';
import type { NeedRule, PartRule, Term } from '../../data/operation-rules/rule.ts';
import { resourceKind } from '../../data/resource-kinds.ts';
import type { ResourceKind } from '../../data/resource-kinds.ts';
import { isService, operationOf, serviceOfV3Package } from '../../data/sdk.ts';
import { INTEGRATION_SERVICES } from '../../data/state-machine-integrations.ts';
import { hole } from '../../iam/policy.ts';
import type { Span } from '../../util/span.ts';
import type { App } from '../app.ts';
import type { PlatformGrant, Target } from '../platform-grant.ts';
import { authorizedArn, canonicalArn, physicalName, policyText, resourceArn } from '../policy-text.ts';
import { published } from '../published.ts';
import { inputMember } from '../state-machine-input.ts';
import { exactText, isUnknown, resourceNamed, show } from '../value.ts';
import type { Value } from '../value.ts';

/** An operation that a service of AWS calls with a role of the app. */
export interface OperationUse {
  /** As an integration names it: `states`, `dynamodb`. */
  readonly service: string;
  /** `PutItem`, in any case. */
  readonly api: string;
  /** The operation's input; undefined: only the run knows it. */
  readonly input: Value | undefined;
  /** Where names that are not written down come from: `the input of the state`. */
  readonly from: string;
  readonly because: string;
  readonly at: Span;
}

/** For actions without a resource. */
export const ANY: Target = { logicalId: null, arn: '*', unknown: null, via: 'the action takes no resource', bound: null };

/** What a service does with a role, as the template says. */
export function grantOf(
  actions: readonly string[],
  targets: readonly Target[],
  why: { readonly because: string; readonly at: PlatformGrant['at']; readonly needed: boolean },
): PlatformGrant {
  return { actions, targets, because: why.because, at: why.at, needed: why.needed, viaService: null };
}

/** The actions of an API by the rules of the SDK's operations; null where they are not known. */
export function operationNeeds(app: App, use: OperationUse): PlatformGrant[] | null {
  const { service, api } = use;
  const name = INTEGRATION_SERVICES.get(service) ?? (isService(service) ? service : serviceOfV3Package(service));
  const operation = name === undefined ? undefined : operationOf(name, api);
  const rule = name === undefined || operation === undefined ? undefined : operationRule(name, operation);
  if (rule === undefined || rule.kind === 'unlisted') return null;
  if (rule.kind === 'free') return [];
  return rule.needs.flatMap((need) => {
    const holds = answer(need.when, use.input);
    if (holds === 'no') return [];
    const targets = need.resource === null ? [ANY] : targetsOf(app, need.resource, use);
    const needed = holds === 'yes' && !need.may;
    return [grantOf([need.action], targets, { because: use.because, at: use.at, needed })];
  });
}

/** Whether all terms hold for an input. */
function answer(terms: readonly Term[], input: Value | undefined): 'yes' | 'no' | 'maybe' {
  const answers = terms.map(({ paths, negated, matches }): 'yes' | 'no' | 'maybe' => {
    const members = paths.map((path) => inputMember(input, path));
    const given = members.some((one) => one.given === 'yes') ? 'yes' : members.some((one) => one.given === 'maybe') ? 'maybe' : 'no';
    const texts = members.flatMap(({ values }) => values.map(exactText));
    const unsure = members.some(({ isComputed }) => isComputed) || texts.includes(undefined);
    const met = matches === null ? given : texts.some((text) => text !== undefined && matches.test(text)) ? 'yes' : unsure ? 'maybe' : 'no';
    return negated ? (met === 'yes' ? 'no' : met === 'no' ? 'yes' : 'maybe') : met;
  });
  return answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';
}

function targetsOf(app: App, { kind, parts }: NonNullable<NeedRule['resource']>, use: OperationUse): readonly Target[] {
  const found = resourceKind(kind);
  // A model's name may stand for an inference profile, an address for a domain: which it is, is not told here.
  const formed = parts.find(({ form }) => form !== null);
  if (found === undefined) return [{ ...ANY, unknown: `the resources of kind ${kind} are not known` }];
  if (formed !== undefined) return [{ ...ANY, unknown: `what ${formed.paths[0] ?? formed.name} names is not followed` }];
  const owner = parts.find(({ name }) => name === found.part);
  const values = owner === undefined ? [] : valuesOf(owner, use.input);
  const others = new Map(parts.filter((part) => part !== owner).map((part) => [part.name, textsOf(app, valuesOf(part, use.input), part)]));
  const fill = (name: string): string => others.get(name) ?? '*';
  if (values.length === 0) {
    const otherwise = owner?.otherwise ?? null;
    const isComputed = owner === undefined || owner.paths.some((path) => inputMember(use.input, path).isComputed);
    const reason = isComputed ? `the name comes from ${use.from}` : null;
    return [
      { ...ANY, via: '', arn: arnFrom(found, otherwise ?? '*', fill), unknown: otherwise === null ? (reason ?? 'no name is given') : null },
    ];
  }
  return values.map((value) => targetFor(app, value, { kind: found, fill }));
}

function valuesOf({ paths }: PartRule, input: Value | undefined): readonly Value[] {
  return paths.flatMap((path) => inputMember(input, path).values);
}

function textsOf(app: App, [value]: readonly Value[], { otherwise }: PartRule): string {
  const text = value === undefined ? undefined : policyText(app, value);
  return typeof text === 'string' ? text : (otherwise ?? '*');
}

function targetFor(app: App, value: Value, { kind, fill }: { kind: ResourceKind; fill: (name: string) => string }): Target {
  const base = { via: show(value), bound: value.at };
  const text = policyText(app, value);
  const referred = app.resource(resourceNamed(value));
  const isPart = referred !== undefined && referred.type.startsWith('AWS::StepFunctions::');
  const named = isPart ? published(app, referred) : referred;
  if (named !== undefined && kind.types.includes(named.type)) {
    const arn = resourceArn(app, named)?.replace(/:\*$/, '');
    const whole = typeof text === 'string' && arn !== undefined && text.startsWith(`${arn}:`) ? text : arn;
    return { ...base, logicalId: named.id, unknown: null, arn: (whole ?? '*') + suffixOf(kind, fill) };
  }
  if (isUnknown(text) || text === '') {
    const reason = isUnknown(text) ? text.reason : 'the name is left to a parameter that is empty by default';
    return { ...base, logicalId: null, unknown: reason, arn: arnFrom(kind, '*', fill) };
  }
  const name = /^https?:\/\/[^/]*\/[^/]*\/([^/]+)$/.exec(text)?.[1] ?? text;
  const arn = isArn(name, value) ? authorizedArn(canonicalArn(name)) + suffixOf(kind, fill) : arnFrom(kind, name, fill);
  const own = app.ofType(...kind.types).find((one) => physicalName(app, one) === name || resourceArn(app, one) === arn);
  return { ...base, logicalId: own?.id ?? null, unknown: null, arn };
}

/** Whether a name is an ARN: it looks like one, or only the deployment knows it and it is called one (`ShippingArn`). */
function isArn(name: string, value: Value): boolean {
  return name.startsWith('arn:') || (/^\uE000[^\uE001]*\uE001$/.test(name) && /arn\}$/i.test(show(value)));
}

/** What follows the name of the resource in the kind's ARN: `/index/byCustomer`. */
function suffixOf(kind: ResourceKind, fill: (name: string) => string): string {
  if (kind.within === null) return '';
  const placeholder = `\${${kind.part ?? ''}}`;
  const rest = kind.arn.slice(kind.arn.indexOf(placeholder) + placeholder.length);
  return rest.replace(/\$\{(\w+)\}/g, (_, name: string) => fill(name));
}

function arnFrom(kind: ResourceKind, name: string, fill: (name: string) => string): string {
  const pseudo: Readonly<Record<string, string>> = {
    Partition: hole('AWS::Partition'),
    Region: hole('AWS::Region'),
    Account: hole('AWS::AccountId'),
  };
  return canonicalArn(kind.arn.replace(/\$\{(\w+)\}/g, (_, part: string) => pseudo[part] ?? (part === kind.part ? name : fill(part))));
}
