/** The oldest Node that casemate runs on, as package.json says. */
export const OLDEST: readonly [major: number, minor: number] = [22, 18];

/** Whether a version of Node (`22.18.0`) is too old. */
export function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
