import type { Span } from '../util/span.ts';
import type { HintDraft, HintUse } from './hint.ts';
import type { PlatformGrant, Target } from './platform-grant.ts';

export type { PlatformGrant, Target } from './platform-grant.ts';

/** What a function can do at AWS, as its source code says and as the platform does for it. */
export interface Behavior {
  /** Whether its source was followed at all; false: `unknowns` says why not. */
  readonly analysed: boolean;
  /** Every AWS call that reachable code can make is in `calls`; the resource of a call may still be unknown. */
  readonly complete: boolean;
  readonly calls: readonly BehaviorCall[];
  readonly platform: readonly PlatformGrant[];
  readonly unknowns: readonly BehaviorUnknown[];
  /** Environment variables that the code reads. */
  readonly reads: readonly EnvironmentRead[];
  /** Requests, unverified certificates and logged data that reachable code shows. That there are no others is not said. */
  readonly observations: readonly Observation[];
  /** Source files that were followed, relative to the app's root, the handler's first. */
  readonly files: readonly string[];
  /** What the owner's hints about the function did. */
  readonly hints: readonly HintUse[];
}

/** A call to AWS that the code can make. */
export interface BehaviorCall {
  /** botocore's name of the service: `dynamodb`, `stepfunctions`. */
  readonly service: string;
  /** AWS's name of the operation: `PutItem`. */
  readonly operation: string;
  /** Null: the function's own role; else the role whose credentials are used, as text with holes, or `?`. */
  readonly principal: string | null;
  readonly grants: readonly Grant[];
  readonly at: Span;
  /** The calls that lead here from the handler, outermost first. */
  readonly stack: readonly Span[];
  /** Whether it happens on every run that comes to its end. */
  readonly must: boolean;
  /** How it is made when not sent directly: `presigned URL`, `Powertools idempotency`; null otherwise. */
  readonly how: string | null;
}

/** An action that a call needs, on resources. */
export interface Grant {
  /** `dynamodb:PutItem`. */
  readonly action: string;
  readonly targets: readonly Target[];
  /** False: needed only if something is so that cannot be told. */
  readonly certain: boolean;
  /** Why it is needed beside the operation's own action; null for that one. */
  readonly because: string | null;
  /** The service that makes the call with the caller's rights, to scope it (`kms:ViaService`), as text with holes; null otherwise. */
  readonly viaService: string | null;
}

/** Something that the analysis could not see, with a stable code. */
export interface BehaviorUnknown {
  /** `call`: calls may be hidden; `resource`: a call's resource is not known. */
  readonly what: 'call' | 'resource';
  readonly code: string;
  readonly because: string;
  /** Null when no file can be named. */
  readonly at: Span | null;
  /** The hint that would answer it, to be filled in; null where none can. */
  readonly hint: HintDraft | null;
}

/** A read of an environment variable. */
export interface EnvironmentRead {
  readonly name: string;
  /** Whether the code goes on with a value of its own when it is not set. */
  readonly hasDefault: boolean;
  readonly at: Span;
}

/** Something that the code does beside AWS calls and that matters for its safety. */
export type Observation =
  /** A request or connection: what the template gives is filled in, `${NAME}` and `${?}` stand for the rest; never with a password. */
  | { readonly kind: 'request'; readonly url: string; readonly through: string; readonly at: Span }
  /** Certificates are not verified any more; `how` is the setting: `rejectUnauthorized: false`. */
  | { readonly kind: 'tls-verification-off'; readonly how: string; readonly at: Span }
  /** Data reaches a call that writes to the log. */
  | { readonly kind: 'log'; readonly what: LoggedData; readonly through: string; readonly at: Span }
  /** All of the environment is handed on or read, so that which variables are used is not known. */
  | { readonly kind: 'environment'; readonly at: Span }
  /** Data becomes code, a command or objects: `through` is what runs it (`eval`, `child_process.exec`, `pickle.loads`). */
  | { readonly kind: 'runs-data'; readonly what: LoggedData; readonly through: string; readonly at: Span }
  /** The code sets the level from which its logger writes; null when it is not known. */
  | { readonly kind: 'log-level'; readonly level: string | null; readonly at: Span };

/** Where data that reaches the log comes from. An empty path is all of it, `[]` any element, the variable `*` all of them. */
export type LoggedData =
  | { readonly from: 'event' | 'context'; readonly path: readonly string[] }
  | { readonly from: 'answer'; readonly service: string; readonly operation: string; readonly path: readonly string[] }
  | { readonly from: 'environment'; readonly name: string };

/** The behaviour of a function that was not followed. */
export function notAnalysed(code: string, because: string, at: Span | null, platform: readonly PlatformGrant[]): Behavior {
  return {
    analysed: false,
    complete: false,
    calls: [],
    platform,
    unknowns: [{ what: 'call', code, because, at, hint: null }],
    reads: [],
    observations: [],
    files: [],
    hints: [],
  };
}
