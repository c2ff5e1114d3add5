import { beforeAll } from 'vitest';
import { prepareHandlers, testHandlers } from './harness.ts';

beforeAll(prepareHandlers);

testHandlers('python');
