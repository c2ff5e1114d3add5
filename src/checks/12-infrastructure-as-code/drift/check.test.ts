import { testCheck } from '../../../../test/support/test-check.ts';

testCheck(import.meta.dirname);
