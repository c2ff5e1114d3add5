import { slots, queues as q } from './services/index.mjs';

export const handler = async ({ slot, patient }) => {
  await slots.reserve(slot, patient);
  await q.default({ slot, patient });
};
