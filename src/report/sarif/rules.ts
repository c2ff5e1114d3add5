import type { PromiseKind, Severity } from '../../model/finding.ts';
import { PRACTICES } from '../../model/practices.ts';
import type { RuleInfo } from '../../model/report.ts';

/** SARIF's level for each severity (SARIF 2.1.0, 3.27.10). */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** GitHub code scanning reads these as critical above 9.0, high from 7.0, medium from 4.0, low below (GitHub docs: SARIF support for code scanning). */
const SECURITY_SEVERITY: Readonly<Record<Severity, string | undefined>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: undefined,
};

const PRECISION: Readonly<Record<PromiseKind, string>> = { proof: 'very-high', rule: 'high', heuristic: 'medium' };

const SURENESS: Readonly<Record<PromiseKind, string>> = {
  proof: 'Decided on the model of the app.',
  rule: 'A property that AWS or the guide asks for.',
  heuristic: 'Likely, not certain.',
};

/** A check as a reporting descriptor, with its remedy and sources as help. */
export function sarifRule(rule: RuleInfo): object {
  const practices = PRACTICES.filter(({ number }) => rule.practices.includes(number));
  const severity = SECURITY_SEVERITY[rule.severity];
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: `${rule.title}. ${SURENESS[rule.promise]}` },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(rule.sources[0] === undefined ? {} : { helpUri: encodeURI(rule.sources[0]) }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: ['security', 'serverless', ...practices.map(({ slug }) => slug), rule.promise],
      precision: PRECISION[rule.promise],
      ...(severity === undefined ? {} : { 'security-severity': severity }),
    },
  };
}

function helpText(rule: RuleInfo): string {
  return [`${rule.title}.`, SURENESS[rule.promise], `What to do: ${rule.remedy}`, ...rule.sources].join('\n');
}

function helpMarkdown(rule: RuleInfo): string {
  const sources = rule.sources.map((source) => `- <${encodeURI(source)}>`);
  return [`**${rule.title}.** ${SURENESS[rule.promise]}`, `**What to do:** ${rule.remedy}`, sources.join('\n')].join('\n\n');
}
