import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

function retried(times: number) {
  return function (_target: unknown, _name: string, descriptor: PropertyDescriptor): PropertyDescriptor {
    const inner = descriptor.value;
    descriptor.value = async function (...args: unknown[]) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await inner.apply(this, args);
        } catch (error) {
          if (attempt >= times) throw error;
        }
      }
    };
    return descriptor;
  };
}

class Letters {
  constructor(private readonly client: DynamoDBClient = new DynamoDBClient({})) {}

  @retried(3)
  async save(id: string, text?: string): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: process.env.LETTERS, Item: { id: { S: id }, text: { S: text ?? '' } } }));
  }
}

const letters = new Letters();

export const handler = async (event: { id: string; text?: string }): Promise<void> => letters.save(event.id, event.text);
