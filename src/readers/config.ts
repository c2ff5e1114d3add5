import { createRequire } from 'node:module';
import { RETENTION_DAYS } from '../data/log-retention.ts';
import { DEFAULT_CONFIG } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import type { ReadProblem } from '../model/report.ts';
import { readJson } from '../util/json.ts';
import { SourceFile } from '../util/span.ts';
import { at, toJson } from '../util/node.ts';
import { behaviorSchema, readHints } from './hints.ts';
import type * as Zod from 'zod';
import type { ZodType } from 'zod';

/** Name of the config file, looked for beside the app and upwards. */
export const CONFIG_NAME = 'casemate.config.json';

/** Reads a config file's text: the config after defaults, or each thing wrong with it. */
export function readConfig(path: string, text: string): { config: Config; problems: readonly ReadProblem[] } {
  const source = new SourceFile(path, text);
  const read = readJson(source);
  if (!read.ok) return { config: DEFAULT_CONFIG, problems: [problem(source, read.error.at.start, read.error.message)] };
  const data = toJson(read.node);
  const checked = configSchema().safeParse(data);
  if (checked.success) {
    const config = withDefaults(checked.data as Partial<Config>);
    return { config: { ...config, behavior: { hints: readHints(read.node) } }, problems: [] };
  }
  const problems = checked.error.issues.map((issue) => {
    const place = at(read.node, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))) ?? read.node;
    const name = issue.path.join('.');
    return problem(source, place.at.start, name === '' ? issue.message : `${name}: ${issue.message}`);
  });
  return { config: DEFAULT_CONFIG, problems };
}

function problem(source: SourceFile, offset: number, message: string): ReadProblem {
  const { line, column } = source.position(offset);
  return { path: source.path, line, column, message, advice: 'Correct the config file; its schema is casemate/config.schema.json.' };
}

function withDefaults(own: Partial<Config>): Config {
  const merged: Record<string, unknown> = { ...DEFAULT_CONFIG };
  for (const [key, value] of Object.entries(own)) {
    const base = merged[key];
    if (key === '$schema') continue;
    merged[key] = isPlain(base) && isPlain(value) ? mergePlain(base, value) : value;
  }
  return merged as unknown as Config;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergePlain(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const below = base[key];
    merged[key] = isPlain(below) && isPlain(value) ? mergePlain(below, value) : value;
  }
  return merged;
}

/** The schema of the config file. zod is loaded here, so that a run without a config file never pays for it. */
export function configSchema(): ZodType {
  const { z } = createRequire(import.meta.url)('zod') as typeof Zod;
  const severity = z.enum(['critical', 'high', 'medium', 'low', 'info']);
  const reasons = z.record(z.string(), z.string().min(1));
  const day = z.number().int().positive();
  return z
    .strictObject({
      $schema: z.string(),
      deployments: z
        .record(z.string(), z.strictObject({ parameters: z.record(z.string(), z.string()), region: z.string().optional() }))
        .describe('Named parameter sets; every verdict is computed in each.'),
      region: z.string().describe('Region when nothing else says it.'),
      disable: reasons.describe('Checks switched off: id -> reason.'),
      severity: z.record(z.string(), severity).describe('Severities you see differently: check id -> severity.'),
      failOn: z.enum(['critical', 'high', 'medium', 'low', 'info', 'never']).describe('Least severity that makes the exit code 1.'),
      exclude: z.array(z.string()).describe('Globs of templates that are not read.'),
      storage: z
        .strictObject({ encryption: z.enum(['aws-owned', 'customer-key']).describe('What stored data must be encrypted with, at least.') })
        .partial(),
      logs: z
        .strictObject({
          retentionDays: z
            .strictObject({ min: day.describe('Least days that logs are kept.'), max: day.describe('Most days that logs are kept.') })
            .partial(),
        })
        .partial(),
      routes: z.strictObject({ public: reasons.describe('Routes open on purpose: `GET /health` -> reason.') }).partial(),
      throttling: throttlingSchema(z, day),
      account: z
        .strictObject({
          trail: z.string().describe('Where the account keeps its CloudTrail trail.'),
          elsewhere: reasons.describe('Duties met outside this app: check id -> where.'),
          trusted: z.array(z.string().regex(/^\d{12}$/)).describe('Accounts of the same owner.'),
        })
        .partial(),
      alarms: z.strictObject({ topic: z.string().describe('ARN of the topic that alarms notify.') }).partial(),
      behavior: behaviorSchema(z),
      trail: z
        .strictObject({
          watchedShare: z.number().min(0).max(1).describe('Least share of the calls of the code that the trails must record.'),
        })
        .partial(),
      lean: z.strictObject({ artefactRatio: z.number().min(1).describe('How many times what it can load a function may ship.') }).partial(),
      runtimes: z
        .strictObject({ warnDays: z.number().int().nonnegative().describe('Days before the end of a runtime from which it is a finding.') })
        .partial(),
      stacks: z
        .record(
          z.string(),
          z
            .strictObject({ drift: z.array(z.string()).describe('Files with what describe-stack-resource-drifts said of its stack.') })
            .partial(),
        )
        .describe('What is known of deployed stacks, by path or glob of the root template, relative to the config file.'),
      drift: z.strictObject({ maxAgeDays: day.describe('Days after which a drift result says nothing of today.') }).partial(),
      fix: fixSchema(z, day),
    })
    .partial()
    .describe('casemate.config.json');
}

/** What still counts as a throttle. */
function throttlingSchema(z: typeof Zod.z, day: ZodType): ZodType {
  return z
    .strictObject({
      maxRatePerSecond: day.describe('Requests a second above which a throttle limits nothing.'),
      maxBurst: day.describe('Requests at once above which a throttle limits nothing.'),
    })
    .partial();
}

/** What fixes write where a person must choose. */
function fixSchema(z: typeof Zod.z, day: ZodType): ZodType {
  return z
    .strictObject({
      logRetentionDays: z.union(RETENTION_DAYS.map((days) => z.literal(days))).describe('Days that new log groups keep their records.'),
      reservedConcurrency: day.describe('Concurrent executions reserved for a function that strangers can trigger.'),
      throttling: z
        .strictObject({
          ratePerSecond: day.describe('Requests a second that a throttle lets through.'),
          burst: day.describe('Requests at once that a throttle lets through.'),
        })
        .partial(),
      quotaPerDay: day.describe('Requests a day that one API key may make.'),
      deployment: z
        .string()
        .regex(/^(?:Canary|Linear)\w+$/)
        .describe('How new versions take over: Canary10Percent5Minutes, ...'),
      authorizer: z
        .union([
          z.strictObject({ type: z.literal('iam') }),
          z.strictObject({ type: z.literal('cognito'), userPoolArn: z.string().startsWith('arn:') }),
          z.strictObject({ type: z.literal('jwt'), issuer: z.string().startsWith('https://'), audience: z.array(z.string()).min(1) }),
          z.null(),
        ])
        .describe('Who guards open routes; null: an authorizer or a user pool that the app has, else IAM.'),
      origin: z.union([z.string().startsWith('https://'), z.null()]).describe('The website whose pages may call the API.'),
    })
    .partial()
    .describe('What "casemate fix" writes where a person must choose.');
}
