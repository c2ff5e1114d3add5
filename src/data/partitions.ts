interface Partition {
  readonly region: RegExp;
  readonly dnsSuffix: string;
}

/** Partitions that are known by the first letters of their regions; all other regions are in `aws`.
 *  https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const PARTITIONS: Readonly<Record<string, Partition>> = {
  'aws-cn': { region: /^cn-/, dnsSuffix: 'amazonaws.com.cn' },
  'aws-us-gov': { region: /^us-gov-/, dnsSuffix: 'amazonaws.com' },
  'aws-eusc': { region: /^eusc-/, dnsSuffix: 'amazonaws.eu' },
  'aws-iso': { region: /^us-iso-/, dnsSuffix: 'c2s.ic.gov' },
  'aws-iso-b': { region: /^us-isob-/, dnsSuffix: 'sc2s.sgov.gov' },
  'aws-iso-e': { region: /^eu-isoe-/, dnsSuffix: 'cloud.adc-e.uk' },
  'aws-iso-f': { region: /^us-isof-/, dnsSuffix: 'csp.hci.ic.gov' },
  aws: { region: /^[a-z]{2}-[a-z]+-\d+$/, dnsSuffix: 'amazonaws.com' },
};

/** The partition of a region, as `AWS::Partition` gives it; undefined for what is not shaped like a region. */
export function partitionOf(region: string): string | undefined {
  if (!/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/.test(region)) return undefined;
  return Object.entries(PARTITIONS).find(([, partition]) => partition.region.test(region))?.[0];
}

/** The domain of a partition's endpoints, as `AWS::URLSuffix` gives it; undefined for unknown partitions. */
export function dnsSuffixOf(partition: string): string | undefined {
  return Object.hasOwn(PARTITIONS, partition) ? PARTITIONS[partition]?.dnsSuffix : undefined;
}
