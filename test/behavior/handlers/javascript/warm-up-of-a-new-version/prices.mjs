export const handler = async ({ article }) => ({ article, price: article === 'turnip' ? 3 : 5 });
