import type { App } from '../../model/app.ts';
import type { LambdaFunction } from '../../model/function.ts';
import { keptForBoth } from '../../util/kept.ts';

/**
 * Headers by which senders of webhooks sign what they send, each from the sender's own documentation: GitHub, Stripe, Slack, Telegram,
 * Shopify, Twilio, Discord, LINE, GitLab, PayPal, Square, Meta, Zoom, Standard Webhooks (Svix), Razorpay, Intercom, Zendesk, DocuSign.
 */
const SIGNATURES: readonly string[] = [
  'x-hub-signature-256',
  'x-hub-signature',
  'stripe-signature',
  'x-slack-signature',
  'x-telegram-bot-api-secret-token',
  'x-shopify-hmac-sha256',
  'x-twilio-signature',
  'x-signature-ed25519',
  'x-line-signature',
  'x-gitlab-token',
  'paypal-transmission-sig',
  'x-square-hmacsha256-signature',
  'x-zm-signature',
  'webhook-signature',
  'svix-signature',
  'x-razorpay-signature',
  'x-zendesk-webhook-signature',
  'x-docusign-signature-1',
];

/** The header by which a function's code checks who calls, as the senders of webhooks sign; undefined where its code names none. */
export const signatureHeader: (app: App, fn: LambdaFunction) => string | undefined = keptForBoth((app, fn) => {
  const shipped = app.packageOf(fn);
  if (shipped === null) return undefined;
  for (const { text } of shipped.sources()) {
    const lower = text.toLowerCase();
    const header = SIGNATURES.find((name) => lower.includes(`'${name}'`) || lower.includes(`"${name}"`) || lower.includes(`\`${name}\``));
    if (header !== undefined) return header;
  }
  return undefined;
});

/** Why what a webhook calls is not closed: its sender cannot sign for AWS, nor get a token. */
export function whyWebhook(fn: LambdaFunction, header: string): string {
  return `${fn.resource.logicalId} checks ${header} itself, which senders of webhooks send, and they cannot sign for AWS: see that it is checked before anything else is done, and accept the finding`;
}
