import { hole } from '../../src/iam/policy.ts';
import type { Deployed, Held } from '../behavior/oracle/deploy.ts';
import type { Given } from '../behavior/oracle/physical.ts';
import type { Beginning, Done } from '../behavior/oracle/run.ts';

/** What the template of the example holds as a plain text, and its owner gives as a parameter once it is fixed. */
const INVOICE_TOKEN = 'accounts-only-Vb7mQx2Lp9Rt4Kz8';

/** What stands in the shop's resources when the day begins: one order whose payment was declined, and the login at the gateway. */
export const MORNING: Beginning & { readonly given: Given } = {
  given: { GatewaySigningKey: 'sk-4Hn8Wq1Zt6', InvoiceToken: INVOICE_TOKEN },
  setup: {
    dynamodb: [
      {
        Table: hole('Orders'),
        Item: {
          id: 'order-1',
          customer: 'cora',
          email: 'cora@mail.example',
          lines: [{ isbn: '9780000000026', quantity: 1, priceCents: 1800 }],
          totalCents: 1800,
          status: 'declined',
          placedAt: '2026-11-20T09:00:00.000Z',
        },
      },
    ],
    secretsmanager: [{ Secret: hole('GatewayLogin'), SecretString: { merchant: 'harbour-books', apiKey: 'gw-5Rk2' } }],
  },
};

/** Events of each function, in the order of a day. */
export type Day = readonly (readonly [id: string, events: readonly unknown[]])[];

/** What each function did, and what the resources held in the evening. */
export interface Played {
  readonly done: Readonly<Record<string, Done>>;
  readonly events: Day;
  readonly held: Held;
  /** The page that the link to the invoice leads to. */
  readonly invoice: string;
}

const placed = {
  customer: 'cora',
  email: 'cora@mail.example',
  lines: [
    { isbn: '9780000000019', quantity: 2 },
    { isbn: '9780000000033', quantity: 1 },
  ],
  cardToken: 'card-9',
};
const http = (more: object): object => ({ version: '2.0', headers: {}, ...more });
const invoice = (order: string, token: string): object => http({ queryStringParameters: { order, token } });

/** Runs all six functions: an order comes in, is listed, charged and billed, and what was declined is reminded of. */
export async function playDay(shop: Deployed): Promise<Played> {
  const saving = [http({ body: JSON.stringify(placed) }), http({ body: '{}' })];
  const saved = await shop.run('SaveOrder', saving);
  const body = String(saved.calls.find(({ operation }) => operation === 'SendMessage')?.input['MessageBody']);
  const { id } = JSON.parse(body) as { id: string };
  const events: Day = [
    [
      'ListOrders',
      [{ queryStringParameters: { customer: 'cora' } }, { pathParameters: { id } }, { pathParameters: { id: 'none' } }].map(http),
    ],
    ['ChargePayment', [{ Records: [{ messageId: 'm-1', eventSource: 'aws:sqs', body }] }]],
    ['RemindCustomers', [{ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }]],
    ['ExportOrders', [{ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }]],
    ['RenderInvoice', [invoice(id, 'guessed'), invoice('none', INVOICE_TOKEN), invoice(id, INVOICE_TOKEN)]],
  ];
  const done: Record<string, Done> = { SaveOrder: saved };
  for (const [name, given] of events) done[name] = await shop.run(name, given);
  const link = (done['RenderInvoice']?.results[2] as { headers?: { location: string } } | undefined)?.headers?.location;
  const page = link === undefined ? '' : await (await fetch(link)).text();
  return { done, events: [['SaveOrder', saving], ...events], held: await shop.look(), invoice: page };
}

/** Without what is another one each time: ids, times, the ends of names that AWS chooses, and signatures of links. */
export function withoutChance<T>(value: T): T {
  const text = JSON.stringify(value)
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '<id>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replace(/exports\/\d{4}-\d\d-\d\d/g, 'exports/<day>')
    .replace(/(:secret:[\w-]+)-\w{6}\b/g, '$1-<end>')
    .replace(/X-Amz-[\w-]+=[^&"]+/g, 'X-Amz');
  return JSON.parse(text) as T;
}
