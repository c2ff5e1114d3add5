import { expect, test } from 'vitest';
import { plainAddress } from './plain-address.ts';

test.each([
  ['http://shop.example.com/orders?id=1', 'http://shop.example.com'],
  ['http://${STOCK_HOST}:8080/levels', 'http://${STOCK_HOST}'],
  ['http://${?}/orders', 'http://…'],
  ['ws://feed.example.com', 'ws://feed.example.com'],
  ['redis://${Baskets.PrimaryEndPoint.Address}:6379', 'redis://${Baskets.PrimaryEndPoint.Address}'],
  ['postgres://orders@db.example.com/shop', 'postgres://db.example.com'],
])('%s is plain', (url, shown) => {
  expect(plainAddress(url)?.shown).toBe(shown);
});

test.each([
  'https://shop.example.com',
  'rediss://cache.example.com',
  'http://localhost:2773/secretsmanager/get',
  'http://127.0.0.1:2000',
  'http://169.254.169.254/latest/meta-data',
  'http://[::1]:8000',
  'http://${AWS_LAMBDA_RUNTIME_API}/2020-01-01/extension/register',
  'http://host.docker.internal:8000',
  'http://localstack:4566',
  'orders.example.com',
])('%s has TLS or stays on the machine', (url) => {
  expect(plainAddress(url)).toBeNull();
});

test('addresses of a private network are told apart, and so are drivers', () => {
  expect(plainAddress('http://10.20.30.40/orders')).toMatchObject({ isPrivate: true, isRequest: true });
  expect(plainAddress('http://stock.shop.internal')).toMatchObject({ isPrivate: true });
  expect(plainAddress('http://172.32.0.1')).toMatchObject({ isPrivate: false });
  expect(plainAddress('mysql://db.example.com')).toMatchObject({ isPrivate: false, isRequest: false });
});
