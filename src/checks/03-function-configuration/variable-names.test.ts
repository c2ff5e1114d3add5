import { expect, test } from 'vitest';
import { weightOfHidden } from './variable-names.ts';

test.each([
  ['SUPABASE_ANON_KEY', 'low'],
  ['MAPBOX_PUBLIC_TOKEN', 'low'],
  ['SUPABASE_URL', 'medium'],
  ['MAIL_USER', 'medium'],
  ['PAYMENT_KEY_ID', 'medium'],
  ['SUPABASE_DB_URL', 'high'],
  ['SLACK_WEBHOOK_URL', 'high'],
  ['MAINNET_RPC_URL', 'high'],
  ['AWS_ACCESS_KEY_ID', 'high'],
  ['PEPPER', 'high'],
])('%s, hidden by its owner, weighs %s', (name, weight) => {
  expect(weightOfHidden(name)).toBe(weight);
});
