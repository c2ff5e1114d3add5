import { expect, test } from 'vitest';
import { readSamconfig } from './samconfig.ts';

function parameters(value: string): unknown {
  const read = readSamconfig('samconfig.toml', `version = 0.1\n[prod.deploy.parameters]\nparameter_overrides = ${value}\n`);
  return read.ok ? read.environments[0]?.parameters : read.message;
}

test.each([
  ['"Stage=prod Domain=example.com"', { Stage: 'prod', Domain: 'example.com' }],
  [String.raw`"Stage=\"prod\" Words=\"two words\""`, { Stage: 'prod', Words: 'two words' }],
  [`'Stage="prod" Words="two words" Empty="" Plain='`, { Stage: 'prod', Words: 'two words', Empty: '', Plain: '' }],
  [
    `["Stage=prod", "Words='two words'", "Url=https://example.com?a=b"]`,
    { Stage: 'prod', Words: 'two words', Url: 'https://example.com?a=b' },
  ],
  [`"ParameterKey=Stage,ParameterValue=prod ParameterKey=Zones,ParameterValue='a,b'"`, { Stage: 'prod', Zones: 'a,b' }],
  [String.raw`'Quoted="a \"b\" c"'`, { Quoted: 'a "b" c' }],
  ['{ Stage = "prod", Zones = ["a", "b"], Count = 3 }', { Stage: 'prod', Zones: 'a,b', Count: '3' }],
  ['"__proto__=x Stage=prod"', { Stage: 'prod' }],
])('parameter_overrides = %s', (value, expected) => {
  expect(parameters(value)).toEqual(expected);
});

test('every environment with a stack or parameters is a deployment, with its region', () => {
  const text = `
version = 0.1
[default.deploy.parameters]
capabilities = "CAPABILITY_IAM"
[dev.global.parameters]
region = "eu-west-1"
[dev.deploy.parameters]
parameter_overrides = "Stage=dev"
[prod.deploy.parameters]
stack_name = "orders"
region = "us-east-1"
`;
  expect(readSamconfig('samconfig.toml', text)).toEqual({
    ok: true,
    environments: [
      { name: 'dev', parameters: { Stage: 'dev' }, region: 'eu-west-1' },
      { name: 'prod', parameters: {}, region: 'us-east-1' },
    ],
  });
});

test('environments without any parameters are all the same template', () => {
  const text = '[default.deploy.parameters]\nstack_name = "orders"\n[prod.deploy.parameters]\nstack_name = "orders-prod"\n';
  expect(readSamconfig('samconfig.toml', text)).toEqual({ ok: true, environments: [] });
});

test('YAML says the same', () => {
  const text = 'version: 0.1\nprod:\n  deploy:\n    parameters:\n      parameter_overrides: [Stage=prod]\n      region: us-east-1\n';
  expect(readSamconfig('samconfig.yaml', text)).toEqual({
    ok: true,
    environments: [{ name: 'prod', parameters: { Stage: 'prod' }, region: 'us-east-1' }],
  });
});

test.each([
  ['samconfig.toml', '[prod', /^is not valid TOML: /],
  ['samconfig.yaml', 'a: [', /^is not valid YAML: /],
  ['samconfig.yaml', '- a', /^is not a map of environments$/],
])('%s that cannot be read: %s', (name, text, message) => {
  const read = readSamconfig(name, text);
  expect(read.ok ? '' : read.message).toMatch(message);
});

test('a million characters of overrides are read in no time', () => {
  const started = performance.now();
  parameters(`'${'a="'.repeat(100_000)}'`);
  parameters(`'${'a=\\'.repeat(100_000)}'`);
  expect(performance.now() - started).toBeLessThan(2000);
});
