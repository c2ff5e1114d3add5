import { Model } from './model.mjs';

class Member extends Model {
  static table = process.env.MEMBERS;
}

class Card extends Model {
  static get table() {
    return process.env.CARDS;
  }
}

export const handler = async ({ id, replaces }) => {
  await Member.create({ id });
  const card = await Card.create({ id: `card-${id}`, member: id });
  if (replaces) await card.destroy();
  return card.id;
};
