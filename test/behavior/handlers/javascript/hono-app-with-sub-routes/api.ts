import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient({});

const loans = new Hono();
loans.post('/:isbn', async (context) => {
  const { reader } = await context.req.json<{ reader: string }>();
  const Item = { id: { S: context.req.param('isbn') }, reader: { S: reader } };
  await client.send(new PutItemCommand({ TableName: process.env['LOANS'], Item }));
  return context.json({ lent: true }, 201);
});

const app = new Hono();
app.get('/books/:isbn', async (context) => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: process.env['BOOKS'], Key: { id: { S: context.req.param('isbn') } } }),
  );
  return Item === undefined ? context.notFound() : context.json(Item);
});
app.route('/loans', loans);

export const handler = handle(app);
