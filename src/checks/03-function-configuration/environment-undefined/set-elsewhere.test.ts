import { expect, test } from 'vitest';
import { isReadElsewhere, isSetElsewhere } from './set-elsewhere.ts';

test('Lambda, local runs and tests set variables of their own', () => {
  for (const name of ['AWS_REGION', '_HANDLER', 'LAMBDA_TASK_ROOT', 'AWS_SAM_LOCAL', 'IS_OFFLINE', 'NODE_ENV'])
    expect(isSetElsewhere(name)).toBe(true);
  for (const name of ['ORDERS_TABLE', 'OPENAI_API_KEY', 'LOG_LEVEL', 'LAMBDA_NAME', 'ALL_ORDERS']) expect(isSetElsewhere(name)).toBe(false);
});

test('SDKs, Powertools, tracing layers and drivers read variables that no code names', () => {
  for (const name of ['POWERTOOLS_SERVICE_NAME', 'OTEL_SERVICE_NAME', 'DD_ENV', 'PGHOST', 'OPENAI_API_KEY', 'LOG_LEVEL', 'NODE_OPTIONS'])
    expect(isReadElsewhere(name)).toBe(true);
  for (const name of ['ORDERS_TABLE', 'REGION', 'STAGE']) expect(isReadElsewhere(name)).toBe(false);
});
