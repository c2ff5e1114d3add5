import { SNSClient } from '@aws-sdk/client-sns';

const client = new SNSClient({});

export const dispatch = (command) => client.send(command);
