import { repository } from './repository.mjs';

const guests = repository(process.env.GUESTS);
const stays = repository(process.env.STAYS);
const bills = repository(process.env.BILLS);

const closeBill = (open) => (id) => open.remove(id);

export const handler = async ({ guest, nights }) => {
  const known = await guests.find(guest);
  if (!known) return { stay: null };
  await stays.save({ id: `${guest}-${nights}`, guest, nights });
  await closeBill(bills)(guest);
  return { stay: `${guest}-${nights}` };
};
