import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const secrets = new SecretsManagerClient({});

interface Login {
  merchant: string;
  apiKey: string;
  signingKey: string;
}

async function readLogin(): Promise<Login> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.GATEWAY_SECRET }));
  if (!SecretString) throw new Error('the gateway login is empty');
  return JSON.parse(SecretString);
}

/** Charges cards with one login; a new one is read for each batch, so that a changed login is used at once. */
export async function openGateway(): Promise<(orderId: string, totalCents: number, cardToken: string) => Promise<boolean>> {
  const { merchant, apiKey, signingKey } = await readLogin();
  return async (orderId, totalCents, cardToken) => {
    const body = JSON.stringify({ merchant, reference: orderId, amount: totalCents, currency: 'EUR', source: cardToken });
    const response = await fetch(`${process.env.GATEWAY_URL}/charges`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${apiKey}`,
        'idempotency-key': orderId,
        'x-signature': createHmac('sha256', signingKey).update(body).digest('hex'),
      },
      body,
      signal: AbortSignal.timeout(5000),
    });
    if (response.status >= 500) throw new Error(`payment gateway answered ${response.status}`);
    return response.ok;
  };
}
