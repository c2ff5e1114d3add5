/** One statement of a SAM policy template, as AWS's documentation lists it. */
export interface PolicyTemplateGrant {
  /** IAM prefix of the actions and service of the resource's ARN. */
  readonly service: string;
  /** Action names without the prefix, separated by white space; the statement has a list. */
  readonly actions?: string;
  /** A single action; the statement has a string. */
  readonly action?: string;
  /** The end of an ARN of this region and account (S3 and Route 53: of neither), `*`, or `{...Arn}`: the parameter is the ARN.
   *  `{TableName}` stands for a parameter; `{workgroupName=WorkGroupName}` also names the variable AWS uses in `Fn::Sub`. */
  readonly resource: string | readonly string[];
  /** A `StringEquals` condition of a key on an ARN. */
  readonly whenEqual?: { readonly key: string; readonly service: string; readonly resource: string };
}
