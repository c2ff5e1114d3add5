import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';

export const shout = (text) => new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: text }));
