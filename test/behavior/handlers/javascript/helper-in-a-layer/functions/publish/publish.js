const store = require('kitchen-store');

exports.handler = async (event) => {
  await store.save(process.env.RECIPES, { id: event.id, title: event.title });
};
