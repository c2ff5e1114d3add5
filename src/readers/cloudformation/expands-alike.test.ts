import { describe, expect, test } from 'vitest';
import { NO_CHOICES, OTHER } from './choices.ts';
import { expandsAlike } from './expands-alike.ts';
import type { Instance } from './instance.ts';
import { instantiate } from './instantiate.ts';
import { readTemplate } from './template-file.ts';

function base(transform: string): Instance {
  const text = `
${transform}
Parameters:
  Stage: {Type: String, Default: dev}
  Unused: {Type: String, Default: x}
  Open: {Type: String}
Conditions: {IsX: !Equals [a, a]}
Resources:
  Save:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, CodeUri: src/, Handler: a.b, AutoPublishAlias: !Ref Stage, Description: !Ref Open}
`;
  const read = readTemplate({ path: 'template.yaml', shownPath: 'template.yaml', text, include: () => undefined });
  if (!read.ok) throw new Error(read.message);
  const settings = {
    given: {},
    region: null,
    defaultRegion: 'us-east-1',
    bothWays: true,
    choices: NO_CHOICES,
    undecidable: new Set<string>(),
  };
  return instantiate(read.file, settings, {
    nested: () => {
      throw new Error('nothing is nested');
    },
    definition: () => undefined,
  });
}

const SAM = 'Transform: AWS::Serverless-2016-10-31';

describe('an expansion is right for other choices too', () => {
  test.each<[string, string, string | typeof OTHER, boolean]>([
    ['of the default itself', 'Stage', 'dev', true],
    ['of another value that the template uses', 'Stage', 'prod', false],
    ['of an unknown value in place of a default', 'Stage', OTHER, false],
    ['of a parameter that nothing refers to', 'Unused', 'y', true],
    ['of an unknown value where none was known', 'Open', OTHER, true],
    ['of a value where none was known', 'Open', 'y', false],
    ['of the region', 'AWS::Region', 'eu-west-1', false],
  ])('%s', (_what, name, value, alike) => {
    expect(expandsAlike(base(SAM), { ...NO_CHOICES, parameters: new Map([[name, value]]) })).toBe(alike);
  });

  test('of any value, when nothing is expanded', () => {
    expect(expandsAlike(base(''), { ...NO_CHOICES, parameters: new Map([['Stage', 'prod']]) })).toBe(true);
  });
});
