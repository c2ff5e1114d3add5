import { expect, test } from 'vitest';
import { behaviorOf, callsOf } from '../testing.ts';

const SETTINGS = '{ "tables": { "orders": "bakery-orders" } }';
const READ = "dynamodb GetItem { TableName: 'bakery-orders' }";

test('Python reads a JSON file of its package, by any way to its path', async () => {
  const ways = [
    "json.load(open('settings.json'))",
    "json.load(open(os.path.join(os.path.dirname(__file__), 'settings.json')))",
    "json.loads((Path(__file__).resolve().parent / 'settings.json').read_text())",
    "json.loads(Path('settings.json').open().read())",
  ];
  for (const way of ways) {
    const code = `
import json, os, boto3
from pathlib import Path
settings = ${way}
def handler(event, context):
    boto3.client('dynamodb').get_item(TableName=settings['tables']['orders'])`;
    expect(callsOf(await behaviorOf({ 'app.py': code, 'settings.json': SETTINGS }, { handler: 'app.handler' })), way).toEqual([READ]);
  }
});

test('JavaScript reads a JSON file of its package', async () => {
  const code = `
    import { readFileSync } from 'node:fs';
    import { DynamoDB } from '@aws-sdk/client-dynamodb';
    const settings = JSON.parse(readFileSync('./settings.json', 'utf8'));
    export const handler = () => new DynamoDB({}).getItem({ TableName: settings.tables.orders });`;
  expect(callsOf(await behaviorOf({ 'app.mjs': code, 'settings.json': SETTINGS }, { handler: 'app.handler' }))).toEqual([READ]);
});

test('a file that is not in the package, or outside of it, has unknown text', async () => {
  for (const path of ['missing.json', '/etc/hosts', '../../settings.json']) {
    const code = `
import json, boto3
def handler(event, context):
    boto3.client('dynamodb').get_item(TableName=json.load(open('${path}'))['orders'])`;
    const [call = ''] = callsOf(await behaviorOf({ 'app.py': code, 'settings.json': SETTINGS }, { handler: 'app.handler' }));
    expect(call, path).not.toContain('bakery');
  }
});
