import { expect, test } from 'vitest';
import { faults, stacksOf } from '../testing.ts';

function circles(sections: string): string[] {
  const stack = stacksOf(`${sections}\nResources:\n  Orders: {Type: AWS::SNS::Topic}\n`)[0]!.stack;
  return faults(stack).filter((fault) => fault.startsWith('circular-dependency'));
}

test('conditions that need one another', () => {
  expect(circles('Conditions: {IsProd: !Not [!Condition IsTest], IsTest: !Not [!Condition IsProd]}')).toEqual([
    'circular-dependency: circular dependency of conditions: IsProd -> IsTest -> IsProd',
  ]);
  expect(circles('Conditions: {IsProd: {Condition: IsProd}}')).toEqual([
    'circular-dependency: circular dependency of conditions: IsProd -> IsProd',
  ]);
});

test('conditions in a row are no circle', () => {
  expect(circles('Conditions: {A: !Equals [a, b], B: !Not [!Condition A], C: !And [!Condition A, !Condition B]}')).toEqual([]);
});

test('a parameter whose default is itself', () => {
  expect(circles('Parameters: {Stage: {Type: String, Default: !Ref Stage}}')).toEqual([
    'circular-dependency: circular dependency of parameters: Stage -> Stage',
  ]);
});

test('a mapping that is looked up in itself', () => {
  expect(circles('Mappings: {Sizes: {a: {b: !FindInMap [Sizes, a, b]}}}')).toEqual([
    'circular-dependency: circular dependency of mappings: Sizes -> Sizes',
  ]);
});
