export * as slots from './slots.mjs';
export * as queues from './queues.mjs';
export * from './unused.mjs';
