import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

function timed(client) {
  return new Proxy(client, {
    get(target, name) {
      const member = target[name];
      if (typeof member !== 'function') return member;
      return async (...args) => {
        const started = performance.now();
        try {
          return await member.apply(target, args);
        } finally {
          console.log(String(name), Math.round(performance.now() - started));
        }
      };
    },
  });
}

const dynamodb = timed(new DynamoDBClient({}));

export const handler = async ({ id, text }) => {
  await dynamodb.send(new PutItemCommand({ TableName: process.env.NOTES, Item: { id: { S: id }, text: { S: text } } }));
};
