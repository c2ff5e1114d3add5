import { expect, test } from 'vitest';
import { saysHarmless } from './variable-names.ts';

test.each(['SUPABASE_URL', 'SUPABASE_ANON_KEY', 'MAPBOX_PUBLIC_TOKEN', 'MAIL_USER', 'PAYMENT_KEY_ID'])('%s may be seen', (name) => {
  expect(saysHarmless(name)).toBe(true);
});

test.each(['SUPABASE_DB_URL', 'DATABASE_URL', 'SLACK_WEBHOOK_URL', 'SUPABASE_SERVICE_ROLE_KEY', 'AWS_ACCESS_KEY_ID', 'PEPPER'])(
  '%s may not',
  (name) => {
    expect(saysHarmless(name)).toBe(false);
  },
);
