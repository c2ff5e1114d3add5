import { expect, test } from 'vitest';
import { behaviorOf, callsOf } from '../testing.ts';

const SETTINGS = '{ "tables": { "orders": "bakery-orders" } }';
const READ = "dynamodb GetItem { TableName: 'bakery-orders' }";

test.each([
  "json.load(open('settings.json'))",
  "json.load(open(os.path.join(os.path.dirname(__file__), 'settings.json')))",
  "json.loads((Path(__file__).resolve().parent / 'settings.json').read_text())",
  "json.loads(Path('settings.json').open().read())",
])('Python reads a JSON file of its package: %s', async (way) => {
  const code = `
import json, os, boto3
from pathlib import Path
settings = ${way}
def handler(event, context):
    boto3.client('dynamodb').get_item(TableName=settings['tables']['orders'])`;
  expect(callsOf(await behaviorOf({ 'app.py': code, 'settings.json': SETTINGS }, { handler: 'app.handler' }))).toEqual([READ]);
});

test('JavaScript reads a JSON file of its package', async () => {
  const code = `
    import { readFileSync } from 'node:fs';
    import { DynamoDB } from '@aws-sdk/client-dynamodb';
    const settings = JSON.parse(readFileSync('./settings.json', 'utf8'));
    export const handler = () => new DynamoDB({}).getItem({ TableName: settings.tables.orders });`;
  expect(callsOf(await behaviorOf({ 'app.mjs': code, 'settings.json': SETTINGS }, { handler: 'app.handler' }))).toEqual([READ]);
});

test.each(['missing.json', '/etc/hosts', '../../settings.json'])('%s is not in the package: its text is unknown', async (path) => {
  const code = `
import json, boto3
def handler(event, context):
    boto3.client('dynamodb').get_item(TableName=json.load(open('${path}'))['orders'])`;
  const [call = ''] = callsOf(await behaviorOf({ 'app.py': code, 'settings.json': SETTINGS }, { handler: 'app.handler' }));
  expect(call).not.toContain('bakery');
});
