import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

class Library {
  static #made;
  #secret;
  #documents;

  static async create() {
    const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: process.env.STAMP }));
    return new Library(JSON.parse(SecretString));
  }

  static get() {
    return (Library.#made ??= Library.create());
  }

  constructor(secret) {
    this.#secret = secret;
  }

  get documents() {
    return (this.#documents ??= DynamoDBDocumentClient.from(new DynamoDBClient({})));
  }

  lend(isbn, reader) {
    return this.documents.send(
      new UpdateCommand({
        TableName: process.env.LOANS,
        Key: { id: isbn },
        UpdateExpression: 'SET reader = :reader, stampedBy = :user',
        ExpressionAttributeValues: { ':reader': reader, ':user': this.#secret.username },
      }),
    );
  }
}

export const handler = async ({ isbn, reader }) => {
  const library = await Library.get();
  await library.lend(isbn, reader);
};
