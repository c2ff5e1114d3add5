import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';

const check: Check = defineCheck({
  id: 'unusual-behaviour-unwatched',
  title: 'Say what is wrong when it fails',
  practices: [7],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/'],
  looksAt: [],
  messages: { wrong: '{subject} is not as it should be' },
  remedy: 'Say what to do.',
  *run() {},
});
export default check;
