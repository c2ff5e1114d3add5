import { expect, test } from 'vitest';
import { readYaml } from '../../util/yaml.ts';
import { SourceFile } from '../../util/span.ts';
import { at } from '../../util/node.ts';
import { pathAt } from './place.ts';

test('a value is found by where it stands', () => {
  const source = new SourceFile('template.yaml', 'Resources:\n  Api:\n    Settings:\n      - Path: /*\n        Trace: true\n');
  const read = readYaml(source);
  if (!read.ok) throw new Error(read.error.message);
  const path = ['Resources', 'Api', 'Settings', 0];
  expect(pathAt(at(read.node, ...path)!.at)).toEqual(path);
  expect(pathAt(at(read.node, ...path, 'Trace')!.at)).toEqual([...path, 'Trace']);
});

test('an intrinsic function of YAML counts as its long form', () => {
  const source = new SourceFile('template.yaml', 'Trace: !Ref Tracing\n');
  expect(pathAt({ source, start: 12, end: 19 })).toEqual(['Trace', 'Ref']);
});

test('a file that cannot be read has no places', () => {
  const source = new SourceFile('template.json', '{ "Trace": ');
  expect(pathAt({ source, start: 2, end: 9 })).toBeUndefined();
});
