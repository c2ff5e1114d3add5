import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PatternSet } from '../../src/iam/policy.ts';
import type { RoleStatement } from '../../src/model/role-policy.ts';
import { deploy, startTheatre } from '../behavior/oracle/deploy.ts';
import type { Deployed, Theatre } from '../behavior/oracle/deploy.ts';
import { enforced, statementsOf } from '../behavior/oracle/enforce.ts';
import type { RecordedCall } from '../behavior/oracle/needed.ts';
import type { Done } from '../behavior/oracle/run.ts';
import { oraclePython } from '../behavior/oracle/venv.ts';
import { casemate } from './casemate.ts';
import { MORNING, playDay, withoutChance } from './orders-day.ts';
import type { Played } from './orders-day.ts';

// The app written in a hurry is fixed and then run: each call is decided by the policies of its template before moto is asked.
const TODAY = ['--today', '2026-11-22'];
const WRITTEN = { name: 'orders-written', folder: fileURLToPath(new URL('../../examples/orders', import.meta.url)) };
const folder = mkdtempSync(join(tmpdir(), 'casemate-orders-'));
const FIXED = { name: 'orders-fixed', folder: join(folder, 'fixed') };
const python = await oraclePython();

cpSync(WRITTEN.folder, FIXED.folder, { recursive: true });
const first = casemate(['fix', ...TODAY], { cwd: FIXED.folder });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finding {
  readonly check: string;
  readonly severity: string;
  readonly verdict: string;
}

describe('the app written in a hurry, once fixed', () => {
  test('has nothing left for a second run to edit', () => {
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    const before = textsIn(FIXED.folder);
    expect(casemate(['fix', ...TODAY], { cwd: FIXED.folder }).stdout).toContain('0 fixed and verified');
    expect(textsIn(FIXED.folder)).toEqual(before);
  });

  test('has no finding above low, and none that cannot be told', () => {
    const { stdout } = casemate(['check', '--format', 'json', ...TODAY], { cwd: FIXED.folder });
    const { apps, problems } = JSON.parse(stdout) as { apps: { findings: Finding[] }[]; problems: unknown[] };
    const findings = apps.flatMap((app) => app.findings);
    expect(problems).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ verdict, severity }) => verdict !== 'fail' || !['low', 'info'].includes(severity))).toEqual([]);
  });

  test('expands to what CloudFormation reads', () => {
    const { code, stdout } = casemate(['expand', 'template.yaml'], { cwd: FIXED.folder });
    expect(code).toBe(0);
    expect(stdout).toContain('AWS::Lambda::Function');
    expect(stdout).not.toContain('AWS::Serverless::');
  });

  const linter = process.env['CFN_LINT'];
  test.skipIf(linter === undefined)('has no error for cfn-lint', () => {
    const { stdout } = spawnSync(linter!, ['template.yaml'], { cwd: FIXED.folder, encoding: 'utf8' });
    expect(stdout.split('\n').filter((line) => line.startsWith('E'))).toEqual([]);
  });
});

const why = 'skipped' in python ? `, skipped: ${python.skipped}` : '';
describe.skipIf('skipped' in python)(`the fixed app at work, its policies enforced${why}`, () => {
  let theatre: Theatre | undefined;
  let shop: Deployed;
  let before: Played;
  let after: Played;

  beforeAll(async () => {
    if ('skipped' in python) return;
    theatre = await startTheatre(python.python);
    before = await playDay(await deploy(WRITTEN, MORNING, theatre));
    shop = await deploy(FIXED, MORNING, theatre);
    after = await playDay(shop);
  }, 120_000);
  afterAll(() => theatre?.close());

  test('runs all six functions without an error, as before', () => {
    for (const { done } of [before, after]) {
      expect(Object.keys(done)).toHaveLength(6);
      expect(Object.entries(done).flatMap(([id, { errors }]) => errors.map((error) => `${id}: ${error}`))).toEqual([]);
    }
    const answers = ['SaveOrder', 'ListOrders', 'RenderInvoice'].flatMap((id) => after.done[id]!.results as { statusCode: number }[]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 400, 200, 200, 404, 403, 404, 302]);
  });

  test('returns what it returned', () => {
    expect(withoutChance(each(after, ({ results }) => results))).toEqual(withoutChance(each(before, ({ results }) => results)));
  });

  test('makes the calls that it made, and beside them reads only the secrets that left the environment', () => {
    const others = each(after, ({ calls }) => calls.filter((call) => !isLoading(call)));
    expect(callsIn(others)).toEqual(callsIn(each(before, ({ calls }) => calls)));
    const loaded = each(after, ({ calls }) => calls.filter(isLoading).length);
    expect(loaded.filter(([, count]) => count > 0)).toEqual([
      ['ChargePayment', 1],
      ['RenderInvoice', 1],
    ]);
  });

  test('signs what it sends to the payment gateway with the key that it had', () => {
    const key = MORNING.given['GatewaySigningKey']!;
    for (const { done } of [before, after]) {
      const sent = done['ChargePayment']!.requests as { body: string; headers: Record<string, string> }[];
      const signatures = sent.map(({ headers }) => headers['x-signature']);
      expect(signatures).toEqual(sent.map(({ body }) => createHmac('sha256', key).update(body).digest('hex')));
      expect(signatures).toHaveLength(1);
      expect(sent[0]!.headers['authorization']).toBe('Bearer gw-5Rk2');
    }
  });

  test('leaves in table, bucket, queue and topic what it left, and a link to the invoice', () => {
    const left = ({ held, invoice }: Played): unknown => {
      const { tables, objects, messages, notifications } = held;
      return withoutChance({ tables, objects, notifications, messages: Object.values(messages).flat(), invoice });
    };
    expect(left(after)).toEqual(left(before));
    expect(Object.values(after.held.tables).map((items) => items.length)).toEqual([2]);
    expect(Object.keys(after.held.objects)).toHaveLength(2);
    expect(after.invoice).toContain('Total 81.99 EUR');
  });

  test('needs every action and resource of its roles: without one, a function is refused', async () => {
    const idle: string[] = [];
    let taken = 0;
    for (const [id, events] of after.events) {
      for (const { without, statements } of withOneLess(statementsOf({ app: shop.app, id }))) {
        taken++;
        if (!isRefused(await shop.run(id, events, { statements }))) idle.push(`${id}: ${without}`);
      }
    }
    expect(taken).toBeGreaterThanOrEqual(25);
    // What Lambda itself does with the role of a function: it sends on the events that failed.
    expect(idle).toEqual(['RemindCustomers: sqs:SendMessage', 'ExportOrders: sqs:SendMessage']);
  });

  test('lets no function do the work of another', async () => {
    const allowed: string[] = [];
    for (const [id, events] of after.events) {
      for (const [roleOf] of after.events) {
        if (!isRefused(await shop.run(id, events, { roleOf }))) allowed.push(`${id} as ${roleOf}`);
      }
    }
    expect(allowed).toEqual(after.events.map(([id]) => `${id} as ${id}`));
  });

  test('lets nobody delete an order, which two functions could', async () => {
    const intruder = { name: 'orders-intruder', folder: join(folder, 'intruder') };
    cpSync(FIXED.folder, intruder.folder, { recursive: true });
    const store = join(intruder.folder, 'src/store.ts');
    writeFileSync(store, readFileSync(store, 'utf8').replaceAll('GetCommand', 'DeleteCommand'));
    const outcome = async (app: Deployed): Promise<object> => {
      const done = await app.run('ListOrders', [{ pathParameters: { id: 'order-1' } }], { codeOf: intruder });
      const items = Object.values((await app.look()).tables).flat();
      return { refused: isRefused(done), left: JSON.stringify(items).includes('order-1'), able: ableToDelete(app) };
    };
    expect(await outcome(shop)).toEqual({ refused: true, left: true, able: [] });
    const written = await deploy(WRITTEN, MORNING, theatre!);
    expect(await outcome(written)).toEqual({ refused: false, left: false, able: ['SaveOrder', 'ListOrders'] });
  });
});

function textsIn(where: string): [string, string][] {
  const files = readdirSync(where, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path, readFileSync(path, 'utf8')]);
}

function each<T>({ done }: Played, what: (one: Done) => T): [string, T][] {
  return Object.entries(done).map(([id, one]) => [id, what(one)]);
}

function callsIn(functions: readonly [string, readonly RecordedCall[]][]): unknown {
  return withoutChance(functions.map(([id, calls]) => [id, calls.map(({ service, operation, input }) => ({ service, operation, input }))]));
}

/** The role's own statements with one action or resource taken away, each in turn. */
function withOneLess(all: readonly RoleStatement[]): { readonly without: string; readonly statements: readonly RoleStatement[] }[] {
  return all
    .filter(({ managed }) => managed === null)
    .flatMap((one) => {
      const { actions, resources } = one.policy;
      const less = (part: 'actions' | 'resources', set: PatternSet | null): { without: string; statements: RoleStatement[] }[] =>
        (set?.patterns ?? []).map((pattern) => {
          const left = { not: false, patterns: set!.patterns.filter((other) => other !== pattern) };
          const rest = left.patterns.length === 0 ? [] : [{ ...one, policy: { ...one.policy, [part]: left } }];
          return { without: pattern, statements: [...all.filter((other) => other !== one), ...rest] };
        });
      return [...less('actions', actions), ...(resources?.patterns.length === 1 ? [] : less('resources', resources))];
    });
}

function isLoading({ operation, input }: RecordedCall): boolean {
  return operation === 'GetSecretValue' && /GatewaySigningKey|InvoiceToken/i.test(String(input['SecretId']));
}

function isRefused({ errors }: Done): boolean {
  return errors.some((error) => error.includes('AccessDenied'));
}

/** The functions whose role may delete from the table of orders. */
function ableToDelete({ app, physical }: Deployed): string[] {
  const call = { service: 'dynamodb', operation: 'DeleteItem', input: { TableName: physical['Orders']?.[''] } };
  return app.functions.filter(({ id }) => enforced({ app, physical, id })(call).length === 0).map(({ id }) => id);
}
