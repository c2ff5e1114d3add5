import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';

const secrets = new SecretsManagerClient({});
let cached;

const login = async () => {
  if (cached) return cached;
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET_ARN }));
  cached = JSON.parse(SecretString);
  return cached;
};

export const handler = async (event) => {
  const { username } = await login();
  return { asked: event.query, as: username };
};
