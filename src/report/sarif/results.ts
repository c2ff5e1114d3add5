import type { Finding } from '../../model/report.ts';
import { LEVELS } from './rules.ts';
import { pathFrom } from '../places.ts';
import { artifactLocation, physicalLocation, regionOf } from './locations.ts';

/** A finding as a result: a fail with its level, an unknown as an open question. */
export function sarifResult(finding: Finding, root: string, ruleIndex: number): object {
  const open = finding.verdict === 'unknown';
  const related = finding.evidence.flatMap(({ text, at }, index) =>
    at === undefined ? [] : [{ id: index + 1, message: { text: plainText(text) }, physicalLocation: physicalLocation(root, at) }],
  );
  return {
    ruleId: finding.check,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    kind: open ? 'open' : 'fail',
    // SARIF 2.1.0, 3.27.10: the level of a result that is not a fail is `none`.
    level: open ? 'none' : LEVELS[finding.severity],
    message: { text: messageText(finding) },
    locations: [
      {
        physicalLocation: physicalLocation(root, finding.at),
        logicalLocations: [...new Set([finding.subject, ...finding.alsoSubjects])].map((subject) => ({
          fullyQualifiedName: subject,
          kind: 'resource',
        })),
      },
    ],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    partialFingerprints: { 'casemate/v1': finding.fingerprint },
    ...fixesOf(finding, root),
    ...(finding.suppressed === null ? {} : { suppressions: [suppression(finding.suppressed, root)] }),
    properties: {
      severity: finding.severity,
      promise: finding.promise,
      code: finding.code,
      ...(finding.when === null ? {} : { when: finding.when }),
      ...(finding.at.generated === undefined ? {} : { generated: finding.at.generated }),
    },
  };
}

/** The edit that mends it, as replacements in each file (SARIF 2.1.0, 3.55). */
function fixesOf({ fix }: Finding, root: string): object {
  if (fix?.edits === undefined || fix.edits.length === 0) return {};
  const byFile = Map.groupBy(fix.edits, ({ at }) => at.source.path);
  const artifactChanges = [...byFile].map(([path, edits]) => ({
    artifactLocation: artifactLocation(pathFrom(root, path)),
    replacements: edits.map(({ at, text }) => ({ deletedRegion: regionOf(at), insertedContent: { text } })),
  }));
  return { fixes: [{ description: { text: plainText(`${fix.title} (${fix.safety})`) }, artifactChanges }] };
}

function messageText(finding: Finding): string {
  const when = finding.when === null ? '' : ` (${finding.when})`;
  const lead = finding.verdict === 'unknown' ? `Cannot be decided for ${finding.subject}: ` : '';
  const steps = finding.evidence.map(({ text }) => `- ${text}`);
  const fix = finding.fix === null ? [] : [`What to do: ${finding.fix.title}`];
  return plainText([`${lead}${finding.message}${when}`, ...steps, ...fix].join('\n'));
}

/** A name of the app must not become a link: SARIF reads `[text](target)` in plain messages (2.1.0, 3.11.6). */
function plainText(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, '\\[');
}

function suppression(suppressed: NonNullable<Finding['suppressed']>, root: string): object {
  const inSource = suppressed.by === 'comment' || suppressed.by === 'metadata';
  return {
    kind: inSource ? 'inSource' : 'external',
    status: 'accepted',
    justification: suppressed.reason,
    ...(suppressed.at === null ? {} : { location: { physicalLocation: physicalLocation(root, suppressed.at) } }),
  };
}
