import type { Span } from '../../util/span.ts';
import type { PolicyDocument } from '../statement.ts';
import type { Resource } from '../template.ts';
import type { Unknown, Value } from '../value.ts';

/** API Gateway REST, HTTP and WebSocket APIs, and AppSync GraphQL APIs. */
export type ApiKind = 'rest' | 'http' | 'websocket' | 'graphql';

/** An API with everything of the app that belongs to it. */
export interface Api {
  readonly id: string;
  readonly kind: ApiKind;
  readonly resource: Resource;
  readonly name: Value | undefined;
  readonly routes: readonly Route[];
  readonly authorizers: readonly Authorizer[];
  /** Empty for AppSync, which has none, and for a REST or WebSocket API that is not deployed. */
  readonly stages: readonly Stage[];
  readonly domains: readonly Domain[];
  /** Usage plans that name one of its stages. */
  readonly usagePlans: readonly UsagePlan[];
  /** Of REST APIs only; null when there is none. */
  readonly resourcePolicy: PolicyDocument | null;
  /** `MutualTlsAuthentication` of a custom domain mapped to it. */
  readonly mutualTls: Value | undefined;
  /** Whether the default `execute-api` endpoint is switched off. */
  readonly executeApiDisabled: boolean | Unknown;
  /** `EDGE`, `REGIONAL` or `PRIVATE`. */
  readonly endpointTypes: readonly string[] | Unknown;
  readonly cors: Cors | null | Unknown;
  /** Set when the API itself is declared elsewhere and the app only adds routes; `resource` is then the first of those. */
  readonly external: Unknown | null;
  /** Why its routes are not all known, e.g. a definition in S3; null when they are. */
  readonly unreadable: Unknown | null;
  readonly at: Span;
}

/** One method of one path: what a caller can ask for. */
export interface Route {
  readonly api: Api;
  /** `GET` to `ANY`; `$connect` and the other route keys of WebSocket APIs; `POST` for GraphQL. */
  readonly method: string;
  /** With `{parameters}` as written; `$default` for the catch-all of HTTP APIs; empty for WebSocket routes. */
  readonly path: string;
  /** `<api id> <METHOD> <path>`. */
  readonly subject: string;
  readonly authorization: Authorization;
  readonly apiKeyRequired: boolean | Unknown;
  readonly integration: Integration;
  /** An `OPTIONS` method that API Gateway answers itself. */
  readonly isCorsPreflight: boolean;
  /** Whether API Gateway refuses requests that do not match a declared model or parameter list. */
  readonly hasValidator: boolean | Unknown;
  /** OAuth scopes a token must carry one of. */
  readonly scopes: readonly Value[];
  /** The owner's line: the event or the operation. */
  readonly at: Span;
}

/** What answers a route. */
export interface Integration {
  readonly kind: 'lambda' | 'http' | 'mock' | 'aws' | 'other' | 'none';
  /** Id of the app's function that is invoked, when it is one of the app. */
  readonly functionId: string | null;
  readonly value: Value | undefined;
}

/** Who may call a route, as API Gateway or AppSync decides it; resource policies and mutual TLS stand apart. */
export interface Authorization {
  readonly kind: 'none' | 'iam' | 'jwt' | 'cognito' | 'lambda' | 'api-key' | 'unknown';
  readonly authorizer: Authorizer | null;
  /** The reason in words, for evidence. */
  readonly because: string;
  readonly at: Span;
  /** Set when the kind is `unknown`. */
  readonly unknown?: Unknown;
}

/** A named way of authorizing callers. `api-key` and `iam` are AppSync providers and IAM security schemes. */
export interface Authorizer {
  readonly id: string;
  readonly kind: 'jwt' | 'cognito' | 'lambda-token' | 'lambda-request' | 'iam' | 'api-key';
  readonly issuer: Value | undefined;
  readonly audience: readonly Value[];
  /** Scopes declared by the authorizer's own scheme; what a route asks for is `Route.scopes`. */
  readonly scopes: readonly Value[];
  readonly identitySources: readonly Value[];
  readonly ttlSeconds: Value | undefined;
  readonly validationExpression: Value | undefined;
  readonly functionId: string | null;
  /** Ids of the app's user pools it accepts. */
  readonly userPoolIds: readonly string[];
  /** The whole declaration. */
  readonly value: Value;
  readonly at: Span;
}

/** A deployed stage of an API. */
export interface Stage {
  readonly apiId: string;
  readonly name: Value | undefined;
  /** The stage resource, the deployment that creates it, or null for the `$default` stage of quick create. */
  readonly resource: Resource | null;
  readonly settings: readonly MethodSetting[];
  /** Limits for routes without their own; null when none are declared and the account's default holds. */
  readonly defaultThrottle: Throttle | null | Unknown;
  /** Limits by route: `/orders GET` for REST, the route key for HTTP and WebSocket. */
  readonly routeThrottles: ReadonlyMap<string, Throttle>;
  readonly accessLog: { readonly destination: Value | undefined; readonly format: Value | undefined; readonly at: Span } | null | Unknown;
  readonly tracing: boolean | Unknown;
  readonly wafAssociated: boolean | Unknown;
  readonly clientCertificate: Value | undefined;
  /** Whether cached responses are encrypted; null when nothing is cached. */
  readonly cacheEncrypted: boolean | null | Unknown;
  readonly at: Span;
}

/** Requests per second, and how many may come at once. */
export interface Throttle {
  readonly rate: Value | undefined;
  readonly burst: Value | undefined;
  readonly at: Span;
}

/** One entry of a stage's method settings (REST), default route settings or route settings (HTTP, WebSocket). */
export interface MethodSetting {
  /** `/*` for all, or a path. Of HTTP and WebSocket APIs, the route key or `*`. */
  readonly path: string | Unknown;
  /** `*` for all. */
  readonly method: string | Unknown;
  readonly throttlingRateLimit: Value | undefined;
  readonly throttlingBurstLimit: Value | undefined;
  readonly loggingLevel: Value | undefined;
  readonly dataTrace: boolean | Unknown;
  readonly metrics: boolean | Unknown;
  readonly caching: boolean | Unknown;
  readonly cacheEncrypted: boolean | Unknown;
  readonly at: Span;
}

/** `AWS::ApiGateway::UsagePlan` with its keys. */
export interface UsagePlan {
  readonly resource: Resource;
  readonly throttle: Throttle | null | Unknown;
  readonly quota: Value | undefined;
  readonly apiStages: readonly UsagePlanStage[];
  /** API keys attached by `AWS::ApiGateway::UsagePlanKey`. */
  readonly keys: readonly Value[];
  readonly at: Span;
}

/** One API stage of a usage plan. */
export interface UsagePlanStage {
  /** Null when the API is not one of the app. */
  readonly apiId: string | null;
  readonly stage: Value | undefined;
  /** By `/path/METHOD`. */
  readonly throttles: ReadonlyMap<string, Throttle>;
  /** Why the API cannot be told; null when it can. */
  readonly unknown: Unknown | null;
}

/** A custom domain name. */
export interface Domain {
  readonly resource: Resource;
  readonly kind: 'rest' | 'http' | 'graphql';
  /** `TLS_1_2` and the like; not set means AWS's default. */
  readonly securityPolicy: Value | undefined;
  readonly endpointType: Value | undefined;
  readonly mutualTls: Value | undefined;
  /** APIs of the app mapped to it. */
  readonly apiIds: readonly string[];
  /** A mapping whose API or domain cannot be told; null when all can. */
  readonly unknown: Unknown | null;
  readonly at: Span;
}

/** What a browser lets other sites do with the API. */
export interface Cors {
  readonly origins: readonly Value[];
  readonly credentials: boolean | Unknown;
  readonly headers: readonly Value[];
  readonly methods: readonly Value[];
  readonly at: Span;
}
