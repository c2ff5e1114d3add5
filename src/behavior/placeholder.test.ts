import { expect, test } from 'vitest';
import { isPlaceholder } from './placeholder.ts';

test.each([
  ['def handler(event, context):\n  raise Exception("The forwarder has not been uploaded")\n', true],
  ['exports.handler = async () => {\n  throw new Error("not deployed yet");\n};\n', true],
  ['# to be replaced\ndef handler(event, context):\n  print("placeholder")\n  raise NotImplementedError\n', true],
  ['def handler(event, context):\n  return {"statusCode": 200}\n', false],
  ['import boto3\ndef handler(event, context):\n  raise Exception(boto3.client("s3").list_buckets())\n', false],
  ['def handler(event, context):\n  if event["dry"]:\n    raise ValueError\n', false],
])('code that only raises stands for other code: %#', (code, expected) => {
  expect(isPlaceholder(code, 'index.handler')).toBe(expected);
});

test('a handler in another file than index is not in the template', () => {
  const code = 'def handler(event, context):\n  return "Hello from Lambda!"\n';
  expect(isPlaceholder(code, 'scan.handler')).toBe(true);
  expect(isPlaceholder(code, 'index.handler')).toBe(false);
});
