import { closest } from '../util/closest.ts';
import type { ReadWarning } from '../util/read.ts';
import type { TemplateFile } from './cloudformation/template-file.ts';

/** A warning for each parameter that was given by name and that the template does not declare: CloudFormation would refuse it, and it changes nothing here. */
export function unknownParameters({ root }: TemplateFile, given: Readonly<Record<string, string>>): ReadWarning[] {
  const names = Object.keys(given);
  if (names.length === 0) return [];
  const declared = root.get('Parameters');
  const known = declared?.kind === 'map' ? declared.keys() : [];
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = closest(name, known);
      const hint = near === null ? '' : `; did you mean ${near}?`;
      return {
        message: `the template has no parameter ${name}, which was given: it changes nothing${hint}`,
        at: root.entries.get('Parameters')?.keyAt ?? root.at,
      };
    });
}
