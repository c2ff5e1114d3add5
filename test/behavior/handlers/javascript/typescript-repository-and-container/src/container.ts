import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { Announcer } from './announcer';
import { AnimalRepository } from './animal-repository';
import { Shelter } from './shelter';

const animals = new AnimalRepository(new DynamoDBClient({}), process.env.ANIMALS as string);
const announcer = new Announcer(new SNSClient({}), process.env.ADOPTED_TOPIC as string);

export const container = { shelter: new Shelter(animals, announcer) } as const;
