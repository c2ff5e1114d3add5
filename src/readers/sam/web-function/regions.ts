/** Groups of regions by the names that `ReplicaRegions` takes. Source: AWS SAM, AWS::Serverless::WebFunction (2026). */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  US: ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  AP: ['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
  CA: ['ca-central-1'],
  EU: ['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1', 'eu-north-1'],
  SA: ['sa-east-1'],
  SPARSE_GLOBAL: ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-northeast-1', 'ap-southeast-2', 'sa-east-1', 'ap-southeast-1'],
};

/** The regions a name stands for: those of a group, all, or the region itself; undefined for a name that is neither. */
export function regionsNamed(name: string): readonly string[] | undefined {
  const upper = name.toUpperCase();
  if (upper === 'ALL_STANDARD') return [...new Set(Object.values(GROUPS).flat())];
  if (Object.hasOwn(GROUPS, upper)) return GROUPS[upper];
  return name.includes('-') ? [name] : undefined;
}
