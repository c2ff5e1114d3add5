/** What a tool says of a function. */
export interface Claim {
  /** `dynamodb PutItem`, by botocore's name of the service. */
  readonly operations: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  /** What an action is granted on, with the operation that needs it where the tool says so. */
  readonly grants: readonly ClaimedGrant[];
}

/** An action granted on one resource. */
export interface ClaimedGrant {
  /** `dynamodb PutItem`; null when the tool grants by action alone. */
  readonly operation: string | null;
  readonly action: string;
  /** The app's resource; null outside of it, or when the tool knows none. */
  readonly logicalId: string | null;
  readonly arn: string;
  /** Whether the tool says that it does not know the resource. */
  readonly saidUnknown: boolean;
}
