import { expect, test } from 'vitest';
import { appOf, valueOf } from '../model/testing.ts';
import type { App } from '../model/app.ts';
import type { Value } from '../model/value.ts';
import { SourceFile } from '../util/span.ts';
import { asDecided } from './switches.ts';

const bring = (parameter: string): Value => ({ ...valueOf('off'), parameters: [parameter] }) as Value;
const appWith = (text: string): App => Object.create(appOf({}), { files: { value: [new SourceFile('template.yaml', text)] } }) as App;
const parametersOf = (app: App, parameter: string): readonly string[] | undefined => {
  const value = asDecided(app, bring(parameter));
  return value.kind === 'scalar' ? value.parameters : undefined;
};

test('a parameter of no condition stays open, one that conditions decide by is known in each of their combinations', () => {
  const app = appWith(
    'Parameters:\n  Archive: {Type: String}\nConditions:\n  # Whether there are alarms.\n\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n  A: !Ref Archive\n',
  );
  expect(parametersOf(app, 'Archive')).toEqual(['Archive']);
  expect(parametersOf(app, 'Stage')).toBeUndefined();
});

test('without conditions every parameter stays open', () => {
  expect(parametersOf(appWith('Resources: {}\n'), 'Archive')).toEqual(['Archive']);
});
