import { expect, test } from 'vitest';
import { isPlaceholder } from './placeholder.ts';

test.each([
  ['def handler(event, context):\n  raise Exception("The forwarder has not been uploaded")\n', true],
  ['exports.handler = async () => {\n  throw new Error("not deployed yet");\n};\n', true],
  ['# to be replaced\ndef handler(event, context):\n  print("placeholder")\n  raise NotImplementedError\n', true],
  ['import json\n\ndef lambda_handler(event, context):\n  return {"statusCode": 200, "body": json.dumps("Hello from Lambda!")}\n', true],
  ['def handler(event, context):\n  return {"statusCode": 200}\n', false],
  ['import boto3\ndef handler(event, context):\n  raise Exception(boto3.client("s3").list_buckets())\n', false],
  ['def handler(event, context):\n  if event["dry"]:\n    raise ValueError\n', false],
])("code that only raises, or is the console's, stands for other code: %#", (code, expected) => {
  expect(isPlaceholder(code)).toBe(expected);
});
