import { expect, test } from 'vitest';
import { keptForBoth } from './kept.ts';

interface Named {
  readonly name: string;
}

test('an answer about two objects is given once, nothing among them', () => {
  const asked: string[] = [];
  const route = keptForBoth((from: Named, to: Named): string | undefined => {
    asked.push(`${from.name} to ${to.name}`);
    return to.name === 'Cape Town' ? undefined : `${from.name}-${to.name}`;
  });
  const [lisbon, funchal, cape] = [{ name: 'Lisbon' }, { name: 'Funchal' }, { name: 'Cape Town' }];
  expect([route(lisbon, funchal), route(lisbon, funchal)]).toEqual(['Lisbon-Funchal', 'Lisbon-Funchal']);
  expect([route(lisbon, cape), route(lisbon, cape)]).toEqual([undefined, undefined]);
  expect(route({ name: 'Lisbon' }, funchal)).toBe('Lisbon-Funchal');
  expect(asked).toEqual(['Lisbon to Funchal', 'Lisbon to Cape Town', 'Lisbon to Funchal']);
});
