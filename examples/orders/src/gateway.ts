import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const secrets = new SecretsManagerClient({});

interface Login {
  merchant: string;
  apiKey: string;
}

let login: Promise<Login> | undefined;

async function readLogin(): Promise<Login> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.GATEWAY_SECRET }));
  return JSON.parse(SecretString ?? '{}');
}

/** Whether the gateway took the money. */
export async function charge(orderId: string, totalCents: number, cardToken: string): Promise<boolean> {
  login ??= readLogin();
  const { merchant, apiKey } = await login;
  const body = JSON.stringify({ merchant, reference: orderId, amount: totalCents, currency: 'EUR', source: cardToken });
  const signature = createHmac('sha256', process.env.GATEWAY_SIGNING_KEY ?? '').update(body).digest('hex');
  const response = await fetch(`${process.env.GATEWAY_URL}/charges`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${apiKey}`,
      'idempotency-key': orderId,
      'x-signature': signature,
    },
    body,
  });
  if (response.status >= 500) throw new Error(`payment gateway answered ${response.status}`);
  return response.ok;
}
