export const withErrors =
  (inner) =>
  async (...args) => {
    try {
      return await inner(...args);
    } catch (error) {
      console.error(error);
      return { statusCode: 500, body: error.message };
    }
  };

export const withJson = (inner) => async (event, context) => {
  const answer = await inner({ ...event, body: JSON.parse(event.body ?? '{}') }, context);
  return { statusCode: 200, ...answer, body: JSON.stringify(answer.body) };
};
