import { expect, test } from 'vitest';
import { behaviorOf } from '../testing.ts';
import type { RawObservation } from './observation.ts';

async function observed(file: string, text: string, environment: Record<string, string | null> = {}): Promise<string[]> {
  const run = await behaviorOf({ [file]: text }, { handler: 'app.handler', environment });
  return run.observations.map(words);
}

const javascript = (body: string, environment: Record<string, string | null> = {}): Promise<string[]> =>
  observed('app.mjs', body, environment);
const python = (body: string, environment: Record<string, string | null> = {}): Promise<string[]> => observed('app.py', body, environment);

function words(one: RawObservation): string {
  switch (one.kind) {
    case 'request':
      return `${one.through} -> ${one.url}`;
    case 'tls-verification-off':
      return one.how;
    case 'environment':
      return 'all of the environment';
    case 'log-level':
      return `level ${one.level ?? '?'}`;
    case 'runs-data':
      return `${one.through} runs ${one.what.from === 'environment' ? one.what.name : [one.what.from, ...one.what.path].join('.')}`;
    case 'log':
      return `${one.through} writes ${one.what.from === 'environment' ? one.what.name : [one.what.from, ...one.what.path].join('.')}`;
  }
}

test('requests are seen through fetch, axios, its instances and node:http', async () => {
  expect(
    await javascript(
      `
      import axios from 'axios';
      import http from 'node:http';
      const rates = axios.create({ baseURL: process.env.RATES_URL });
      export const handler = async (event) => {
        await fetch('http://shop.example.com/orders/' + event.id);
        await axios.get(\`http://\${process.env.STOCK_HOST}/stock\`);
        http.get({ host: 'tax.example.com', port: 8080, path: '/rates' });
        await rates.get('/today');
        await fetch(event.url);
      };`,
      { RATES_URL: 'http://rates.example.com' },
    ),
  ).toEqual([
    'axios.create -> http://rates.example.com',
    'fetch -> http://shop.example.com/orders/${?}',
    'axios.get -> http://${STOCK_HOST}/stock',
    'http.get -> http://tax.example.com:8080',
  ]);
});

test('requests are seen through requests, urllib, httpx and http.client', async () => {
  expect(
    await python(`
import requests, httpx, http.client
from urllib.request import urlopen
session = requests.Session()
def handler(event, context):
    requests.get("http://shop.example.com/orders")
    session.request("POST", "http://stock.example.com")
    httpx.post(url="https://safe.example.com")
    urlopen("http://tax.example.com")
    http.client.HTTPConnection("rates.example.com")
`),
  ).toEqual([
    'requests.get -> http://shop.example.com/orders',
    'requests.request -> http://stock.example.com',
    'httpx.post -> https://safe.example.com',
    'urllib.request.urlopen -> http://tax.example.com',
    'http.client.HTTPConnection -> http://rates.example.com',
  ]);
});

test('drivers that connect without TLS show an address, those that ask for TLS do not, and no password is kept', async () => {
  expect(
    await javascript(`
      import pg from 'pg';
      import { createClient } from 'redis';
      import Redis from 'ioredis';
      import mysql from 'mysql2/promise';
      const orders = new pg.Pool({ host: process.env.DB_HOST, user: 'orders' });
      const safe = new pg.Pool({ host: process.env.DB_HOST, ssl: { ca: 'certificate' } });
      const cache = createClient({ url: 'redis://:secret@cache.example.com:6379' });
      const tls = new Redis({ host: 'cache.example.com', tls: {} });
      const sockets = [createClient({ socket: { host: process.env.CACHE_HOST } }), createClient({ socket: { host: 'cache', tls: true } })];
      const unknown = (options) => mysql.createPool({ ...options });
      export const handler = async (event) => unknown(event);`),
  ).toEqual([
    'pg.Pool -> postgres://${DB_HOST}',
    'redis.createClient -> redis://cache.example.com:6379',
    'redis.createClient -> redis://${CACHE_HOST}',
  ]);
  expect(
    await python(`
import psycopg2, redis, pymongo
def handler(event, context):
    psycopg2.connect(host="orders.example.com")
    psycopg2.connect(host="orders.example.com", sslmode="disable")
    redis.Redis(host="cache.example.com", ssl=True)
    redis.from_url("redis://cache.example.com")
    pymongo.MongoClient("mongodb://docs.example.com/?tls=true")
`),
  ).toEqual(['psycopg2.connect -> postgres://orders.example.com', 'redis.from_url -> redis://cache.example.com']);
});

test('certificates that are not verified are seen in options, on objects and in the environment', async () => {
  expect(
    await javascript(`
      import https from 'node:https';
      import pg from 'pg';
      import { MongoClient } from 'mongodb';
      const agent = new https.Agent({ rejectUnauthorized: false });
      const pool = new pg.Pool({ host: 'orders.example.com', ssl: { rejectUnauthorized: false } });
      const docs = new MongoClient(process.env.DOCS_URL, { tlsAllowInvalidCertificates: true });
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
      export const handler = async () => {};`),
  ).toEqual([
    'rejectUnauthorized: false',
    'rejectUnauthorized: false',
    'tlsAllowInvalidCertificates: true',
    "NODE_TLS_REJECT_UNAUTHORIZED = '0'",
  ]);
  expect(
    await python(`
import os, ssl, boto3, requests, jwt
s3 = boto3.client("s3", verify=False)
session = requests.Session()
session.verify = False
ssl._create_default_https_context = ssl._create_unverified_context
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.VerifyMode.CERT_NONE
os.environ["PYTHONHTTPSVERIFY"] = "0"
def handler(event, context):
    requests.get("https://shop.example.com", verify=False)
    jwt.decode(event["token"], verify=False)
`),
  ).toEqual([
    'verify=False',
    'verify = False',
    '_create_default_https_context = _create_unverified_context',
    'check_hostname = False',
    'verify_mode = CERT_NONE',
    "PYTHONHTTPSVERIFY = '0'",
    'requests.get -> https://shop.example.com',
    'verify=False',
  ]);
});

test('what reaches the log is followed through helpers, JSON and texts', async () => {
  expect(
    await javascript(`
      import { Logger } from '@aws-lambda-powertools/logger';
      import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
      const logger = new Logger();
      const secrets = new SecretsManagerClient();
      const say = (text, data) => console.log(text + JSON.stringify(data));
      export const handler = async (event, context) => {
        say('event: ', event);
        logger.info('request', { headers: event.headers });
        const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: 'orders' }));
        console.debug(\`key \${SecretString} and \${process.env.API_KEY}\`);
        console.log('done', event.Records.length);
      };`),
  ).toEqual([
    'console.log writes event',
    'Logger.info writes event.headers',
    'console.debug writes answer.SecretString',
    'console.debug writes API_KEY',
    'console.log writes event.Records.length',
  ]);
  expect(
    await python(`
import json, logging
logger = logging.getLogger()
logger.setLevel("INFO")
def handler(event, context):
    print(f"Received {event}")
    logger.info("Event: %s", json.dumps(event))
    logger.info("order %s", event["pathParameters"]["id"])
`),
  ).toEqual([
    'level INFO',
    'print writes event',
    'logging.getLogger.info writes event',
    'logging.getLogger.info writes event.pathParameters.id',
  ]);
});

test('using all of the environment is told apart from reading variables', async () => {
  expect(await javascript(`import { cleanEnv } from 'shop-env'; export const handler = async () => cleanEnv(process.env, {});`)).toEqual([
    'all of the environment',
  ]);
  expect(await python('import os\ndef handler(event, context):\n    print(dict(os.environ.items()))\n')).toContain(
    'all of the environment',
  );
  expect(await javascript(`export const handler = async () => console.log(JSON.stringify(process.env));`)).toEqual([
    'all of the environment',
    'console.log writes *',
  ]);
  expect(await python('import os\ndef handler(event, context):\n    return [name for name in os.environ]\n')).toEqual([
    'all of the environment',
  ]);
  expect(await python('import os\ndef handler(event, context):\n    for name in os.environ:\n        pass\n')).toEqual([
    'all of the environment',
  ]);
  expect(await javascript(`export const handler = async () => { for (const name in process.env) await name; };`)).toEqual([
    'all of the environment',
  ]);
  expect(await javascript(`export const handler = async () => ({ table: process.env.TABLE });`)).toEqual([]);
});

test('data that becomes code, a command or objects is seen, and not arguments of a program', async () => {
  expect(
    await javascript(`
      import { execFile, execSync } from 'node:child_process';
      export const handler = async (event) => {
        execSync('convert ' + event.name);
        execFile('convert', [event.name]);
        execSync('ls');
        eval(event.rule);
      };`),
  ).toEqual(['child_process.execSync runs event.name', 'eval runs event.rule']);
  expect(
    await python(`
import os, pickle, subprocess
def handler(event, context):
    os.system('convert ' + event['name'])
    subprocess.run(f"ls {event['folder']}", shell=True)
    subprocess.run(['ls', event['folder']])
    pickle.loads(event['order'])
`),
  ).toEqual(['os.system runs event.name', 'subprocess.run runs event.folder', 'pickle.loads runs event.order']);
});
