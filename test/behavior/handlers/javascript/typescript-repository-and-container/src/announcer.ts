import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

export class Announcer {
  readonly #client: SNSClient;
  readonly #topic: string;

  constructor(client: SNSClient, topic: string) {
    this.#client = client;
    this.#topic = topic;
  }

  async announce(message: string): Promise<void> {
    await this.#client.send(new PublishCommand({ TopicArn: this.#topic, Message: message }));
  }
}
