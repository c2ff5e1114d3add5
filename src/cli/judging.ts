/** What a run loads when something is to be judged, and only then. */
export { allRules } from '../analyze.ts';
export { readNesting } from '../readers/load.ts';
export { judgeAll } from './parallel.ts';
