/** Words that botocore keeps together though capitals stand in them.
 *  https://github.com/boto/botocore/blob/develop/botocore/__init__.py */
const WORDS = /WhatsApp|OTel|OAuth2(?!TokenWithTokenExchange)|PartiQL|iSCSI|HITs(?=For)/g;

/** The method or waiter name that boto3 gives an operation or waiter: `PutItem` -> `put_item`, `ListObjectsV2` -> `list_objects_v2`, `DescribeDBInstances` -> `describe_db_instances`. */
export function snakeCase(name: string): string {
  const words = name.replace(WORDS, (word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
  // A plural of an abbreviation at the end stays one word: `ListTypedLinkARNs` ends in `_arns`.
  const plural = /[A-Z]{2,}s$/.exec(words)?.[0];
  const text = plural === undefined ? words : `${words.slice(0, -plural.length)}_${plural.toLowerCase()}`;
  return text
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
