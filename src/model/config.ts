import type { Severity } from './finding.ts';
import type { Hint } from './hint.ts';

/** What the owner's class of app asks of stored data: any encryption, or a key of its own. */
export type StorageKey = 'aws-owned' | 'customer-key';

/** `casemate.config.json` after defaults. The JSON schema in schema/config.schema.json says the same. */
export interface Config {
  /** Named parameter sets to judge; empty: parameter defaults, every branch of undecided conditions. */
  readonly deployments: Readonly<Record<string, { readonly parameters: Readonly<Record<string, string>>; readonly region?: string }>>;
  /** Region when nothing else says it. */
  readonly region: string;
  /** Checks switched off, each with its reason. */
  readonly disable: Readonly<Record<string, string>>;
  /** Severities changed by the owner. */
  readonly severity: Readonly<Record<string, Severity>>;
  readonly failOn: Severity | 'never';
  /** Globs of template paths (relative to the config file) that are not read. */
  readonly exclude: readonly string[];
  readonly storage: { readonly encryption: StorageKey };
  readonly logs: { readonly retentionDays: { readonly min: number; readonly max: number } };
  readonly routes: {
    /** Routes open on purpose: `GET /health` or `* /public/*` -> reason. */
    readonly public: Readonly<Record<string, string>>;
  };
  readonly throttling: { readonly maxRatePerSecond: number; readonly maxBurst: number };
  /** What is known of the account outside this app. */
  readonly account: {
    /** Where the trail is kept (an ARN, or words): `null` means nobody said. */
    readonly trail: string | null;
    /** Alarms, GuardDuty and the like that live elsewhere: practice-check id -> where. */
    readonly elsewhere: Readonly<Record<string, string>>;
    /** Accounts of the same owner, trusted in role trust and resource policies. */
    readonly trusted: readonly string[];
  };
  readonly alarms: { readonly topic: string | null };
  /** What the owner knows of the code and casemate cannot see in it. Their places are relative to the app's root. */
  readonly behavior: { readonly hints: readonly Hint[] };
  /** Least share (0 to 1) of the code's calls that the trails must record. */
  readonly trail: { readonly watchedShare: number };
  /** A function that ships more than this many times what it can load is a finding. */
  readonly lean: { readonly artefactRatio: number };
  readonly runtimes: { readonly warnDays: number };
  /** What is known of deployed stacks, by the path or glob of the root template (relative to the config file): its drift results. */
  readonly stacks: Readonly<Record<string, { readonly drift?: readonly string[] }>>;
  /** Days after which a drift result says nothing of today. */
  readonly drift: { readonly maxAgeDays: number };
  /** What `casemate fix` writes where a person must choose. */
  readonly fix: FixConfig;
}

/** What `casemate fix` writes where a person must choose. */
export interface FixConfig {
  /** Days that new log groups keep their records. */
  readonly logRetentionDays: number;
  /** Concurrent executions reserved for a function that strangers can trigger. */
  readonly reservedConcurrency: number;
  /** Requests per second, and at once, that an API's stage or route takes. */
  readonly throttling: { readonly ratePerSecond: number; readonly burst: number };
  /** Requests a day that one API key may make. */
  readonly quotaPerDay: number;
  /** How new versions take over: a type of CodeDeploy's Lambda deployment configurations. */
  readonly deployment: string;
  /** Who guards open routes; null: an authorizer that the app has, else a user pool that it has, else IAM. */
  readonly authorizer:
    | { readonly type: 'iam' }
    | { readonly type: 'cognito'; readonly userPoolArn: string }
    | { readonly type: 'jwt'; readonly issuer: string; readonly audience: readonly string[] }
    | null;
  /** The website whose pages may call the API, for CORS; null: a parameter of the template. */
  readonly origin: string | null;
}

/** What holds without a config file. */
export const DEFAULT_CONFIG: Config = {
  deployments: {},
  region: 'us-east-1',
  disable: {},
  severity: {},
  failOn: 'high',
  exclude: [],
  storage: { encryption: 'aws-owned' },
  logs: { retentionDays: { min: 1, max: 731 } },
  routes: { public: {} },
  throttling: { maxRatePerSecond: 10_000, maxBurst: 5_000 },
  account: { trail: null, elsewhere: {}, trusted: [] },
  alarms: { topic: null },
  behavior: { hints: [] },
  trail: { watchedShare: 0.5 },
  lean: { artefactRatio: 3 },
  runtimes: { warnDays: 180 },
  stacks: {},
  drift: { maxAgeDays: 7 },
  fix: {
    logRetentionDays: 90,
    reservedConcurrency: 10,
    throttling: { ratePerSecond: 50, burst: 100 },
    quotaPerDay: 100_000,
    deployment: 'Canary10Percent5Minutes',
    authorizer: null,
    origin: null,
  },
};
