import { visible } from '../report/visible.ts';
import { CHECKS } from '../checks/index.ts';
import { meant } from './closest.ts';
import { refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';

/** Refuses the first id that no check has; null when all are known. */
export function unknownCheck(ids: readonly string[]): ExitCode | null {
  const unknown = ids.find((id) => CHECKS.every((one) => one.id !== id));
  if (unknown === undefined) return null;
  const near = meant(
    unknown,
    CHECKS.map((one) => one.id),
  );
  const hint = near === null ? '"casemate explain" lists all checks.' : `Did you mean ${near}?`;
  return refuse(`there is no check ${visible(unknown)}`, hint);
}
