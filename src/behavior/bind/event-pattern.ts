import type { App } from '../../model/app.ts';
import { rulesOf } from '../../model/event-rule.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { policyText } from '../../model/policy-text.ts';
import { property } from '../../model/template.ts';
import { get, itemsOf, resourceNamed } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

/** A value of a template, and the rule that gives it. */
export interface PatternValue {
  readonly value: Value;
  readonly rule: string;
}

/**
 * The only value that a field of a function's events may have, as the patterns of the rules that start it say; undefined when anything else
 * starts it, or a rule changes the event. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function patternValue(path: readonly string[], { app, fn }: { app: App; fn: LambdaFunction }): PatternValue | undefined {
  if (path.includes('[]') || fn.triggers.length === 0 || fn.triggers.some(({ source }) => source !== 'events')) return undefined;
  const values = rulesOf(app).flatMap(({ resource, pattern, targets }): (PatternValue | undefined)[] => {
    const own = targets.filter((target) => starts(app, target, fn.id));
    if (own.length === 0) return [];
    const changed = own.some((target) => ['Input', 'InputPath', 'InputTransformer'].some((name) => get(target, name) !== undefined));
    const [value, ...others] = itemsOf(get(pattern, path.join('.')));
    const isOne = value !== undefined && others.length === 0 && (value.kind === 'text' || value.kind === 'scalar');
    return [isOne && !changed ? { value, rule: resource.id } : undefined];
  });
  const [first] = values;
  const same = values.every(
    (one) => one !== undefined && first !== undefined && policyText(app, one.value) === policyText(app, first.value),
  );
  return same ? first : undefined;
}

function starts(app: App, target: Value, functionId: string): boolean {
  const named = app.resource(resourceNamed(get(target, 'Arn')));
  const called = named?.type === 'AWS::Lambda::Alias' ? resourceNamed(property(named, 'FunctionName')) : named?.id;
  return called === functionId;
}
