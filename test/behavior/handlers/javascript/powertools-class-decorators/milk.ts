import { Logger } from '@aws-lambda-powertools/logger';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { LambdaInterface } from '@aws-lambda-powertools/commons/types';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const logger = new Logger();
const tracer = new Tracer();
const client = tracer.captureAWSv3Client(new DynamoDBClient({}));

class Milking implements LambdaInterface {
  @tracer.captureLambdaHandler()
  @logger.injectLambdaContext()
  public async handler(event: { cow: string; litres: number }, _context: unknown): Promise<void> {
    await this.add(event.cow, event.litres);
  }

  @tracer.captureMethod()
  private async add(cow: string, litres: number): Promise<void> {
    await client.send(
      new UpdateItemCommand({
        TableName: process.env.MILK,
        Key: { id: { S: cow } },
        UpdateExpression: 'ADD litres :l',
        ExpressionAttributeValues: { ':l': { N: String(litres) } },
      }),
    );
  }
}

const milking = new Milking();
export const handler = milking.handler.bind(milking);
