import { expect, test } from 'vitest';
import { MapNode, build } from '../util/node.ts';
import { SourceFile } from '../util/span.ts';
import type { TemplateFile } from './cloudformation/template-file.ts';
import { unknownParameters } from './unknown-parameters.ts';

const at = { source: new SourceFile('template.yaml', 'Parameters:\n'), start: 0, end: 0 };
const file = { root: build({ Parameters: { Stage: { Type: 'String' } }, Resources: {} }, at) } as unknown as TemplateFile;

test('a parameter that the template declares is fine', () => {
  expect(unknownParameters(file, { Stage: 'prod' })).toEqual([]);
});

test('a misspelt one is said, with the one that was meant', () => {
  expect(unknownParameters(file, { Stgae: 'prod' }).map(({ message }) => message)).toEqual([
    'the template has no parameter Stgae, which was given: it changes nothing; did you mean Stage?',
  ]);
});

test('a template without parameters has none of any name', () => {
  expect(unknownParameters({ ...file, root: new MapNode(at) }, { Stage: 'prod' })).toHaveLength(1);
});
