/**
 * The parameter group family of an engine version; undefined where the version is not given in full enough.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html
 */
export function familyOf(engine: string, version: string | undefined): string | undefined {
  const [major, minor] = /^(\d+)(?:\.(\d+))?/.exec(version ?? '')?.slice(1) ?? [];
  if (major === undefined) return undefined;
  switch (engine) {
    case 'postgres':
    case 'aurora-postgresql':
      // PostgreSQL 9.6 and older had two numbers in a major version.
      return Number(major) >= 10 ? `${engine}${major}` : undefined;
    case 'mysql':
    case 'aurora-mysql':
      return minor === undefined ? undefined : `${engine}${major}.${minor}`;
    default:
      return undefined;
  }
}
