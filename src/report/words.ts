import { SEVERITIES } from '../model/finding.ts';
import type { AppReport, Finding } from '../model/report.ts';
import type { TemplateFormat } from '../model/template.ts';
import { countBySeverity } from './tally.ts';

const FORMATS: Readonly<Record<TemplateFormat, string>> = {
  sam: 'SAM',
  cloudformation: 'CloudFormation',
  cdk: 'CDK',
  serverless: 'Serverless Framework',
  terraform: 'Terraform',
  account: 'account',
};

/** `1 function`, `2 functions`. */
export function plural(count: number, singular: string, several: string = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : several}`;
}

/** What an app is made of: `template.yaml · SAM · 6 functions · 2 deployments (dev, prod)`. */
export function describeApp(app: AppReport): string {
  const [main, ...others] = app.templates;
  const parts: string[] = [];
  if (main !== undefined) {
    parts.push(others.length === 0 ? main.path : `${main.path} and ${plural(others.length, 'more template')}`);
    parts.push(FORMATS[main.format]);
  }
  parts.push(plural(app.functions.length, 'function'));
  if (app.deployments.length > 0) parts.push(`${plural(app.deployments.length, 'deployment')} (${app.deployments.join(', ')})`);
  return parts.join(' · ');
}

/** `29 findings: 1 critical, 9 high, 12 medium, 7 low`; notes of severity `info` are counted apart. */
export function describeFindings(findings: readonly Finding[]): string {
  const counts = countBySeverity(findings);
  const total = findings.length - counts.info;
  const parts = SEVERITIES.filter((severity) => severity !== 'info' && counts[severity] > 0).map(
    (severity) => `${counts[severity]} ${severity}`,
  );
  const notes = counts.info === 0 ? '' : ` and ${plural(counts.info, 'note')}`;
  return `${plural(total, 'finding')}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${notes}`;
}

/** The first `limit` names and how many are left: `a, b and 3 more`. */
export function someOf(names: readonly string[], limit: number): string {
  if (names.length <= limit) return names.join(', ');
  return `${names.slice(0, limit).join(', ')} and ${names.length - limit} more`;
}

/** A practice's number as the guide writes it: `04`. */
export function practiceNumber(practice: number): string {
  return String(practice).padStart(2, '0');
}
