/** How the text of a member tells a part of an ARN, where it is more than the kind's own forms:
 *  - `copy-source`: `bucket/key`, perhaps URL-encoded, perhaps with `?versionId=`, or an access point's object ARN
 *  - `s3-uri`: `s3://bucket/key`, or `https://s3…amazonaws.com/bucket/key`
 *  - `s3-arn`: the ARN of a bucket or of objects
 *  - `partiql`: a PartiQL statement, whose table or `"table"."index"` it is
 *  - `bedrock-model`: a model's id, or the id or ARN of what stands for models (an inference profile, a provisioned model, a prompt router)
 *  - `email`: an address, whose domain or itself is the identity
 *  - `secret-reference`: a parameter `/aws/reference/secretsmanager/<secret>`
 *  - `appconfig-id`: the id of something of AppConfig, or its name, which no ARN has
 *  - `version-arn`: the ARN of a version of the resource
 *  - `dsql-host`: `<id>.dsql.<region>.on.aws`, or the endpoint that a cluster of the app has
 *  - `collection`: a collection's id, its host `<id>.<region>.aoss.amazonaws.com`, or the endpoint that a collection of the app has
 *  - `api-endpoint`: `https://<id>.execute-api.<region>.amazonaws.com/<stage>`, or the endpoint that an API of the app has
 *  - `api-path`: what follows the stage there
 *  - `graphql-endpoint`: the endpoint that a GraphQL API of the app has; the id in the host of one is not the API's
 *  - `search-endpoint`: a domain's name, `search-<name>-….<region>.es.amazonaws.com`, or the endpoint that a domain of the app has
 *  - `function-url`: the URL that a function of the app has; the id in the host of one is not the function's */
export type TextForm =
  | 'copy-source'
  | 's3-uri'
  | 's3-arn'
  | 'partiql'
  | 'bedrock-model'
  | 'email'
  | 'secret-reference'
  | 'appconfig-id'
  | 'version-arn'
  | 'dsql-host'
  | 'collection'
  | 'api-endpoint'
  | 'api-path'
  | 'graphql-endpoint'
  | 'search-endpoint'
  | 'function-url';

/** Where a part of an ARN comes from; `paths` are alternatives, of which a caller gives one. `$Endpoint` is the client's endpoint,
 *  `$Session` the input of the call that began what this one goes on with. */
export interface PartRule {
  readonly name: string;
  readonly paths: readonly string[];
  readonly form: TextForm | null;
  /** The text of the part when no member is given: the bus `default`. */
  readonly otherwise: string | null;
}

/** One test of an input: of its members, given or not, or given with one of some texts. */
export interface Term {
  readonly paths: readonly string[];
  readonly negated: boolean;
  readonly matches: RegExp | null;
  /** Whether a text that is not known counts as one that does not match. */
  readonly mustBeKnown: boolean;
}

/** An action that an operation needs. */
export interface NeedRule {
  readonly action: string;
  /** Null: the action takes no resource. */
  readonly resource: { readonly kind: string; readonly parts: readonly PartRule[] } | null;
  /** All must hold. */
  readonly when: readonly Term[];
  /** True: even then only if something outside of the input is so. */
  readonly may: boolean;
  /** True: the service makes this call with the caller's rights. */
  readonly dependent: boolean;
  readonly because: string | null;
}

/** What an operation needs: actions, nothing for the reason given, or what no reference names yet. */
export type OperationRule =
  | {
      readonly kind: 'needs';
      readonly needs: readonly NeedRule[];
      /** Whether the action of the operation's own name is needed as well. */ readonly own: boolean;
    }
  | { readonly kind: 'free'; readonly reason: string }
  | { readonly kind: 'unlisted'; readonly reason: string };
