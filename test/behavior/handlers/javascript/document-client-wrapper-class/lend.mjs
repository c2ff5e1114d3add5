import { LoanStore } from './loans.mjs';

const loans = new LoanStore(process.env.LOANS);

export async function handler({ isbn, reader }) {
  if (await loans.find(isbn)) return { lent: false };
  const held = await loans.byReader(reader);
  if (held.length >= 5) return { lent: false };
  await loans.lend(isbn, reader);
  return { lent: true };
}
