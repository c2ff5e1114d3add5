import type { AppReport, Report, RuleInfo } from '../model/report.ts';
import { escapeHtml } from './html/escape.ts';
import { filters } from './html/filters.ts';
import { findingHtml } from './html/finding.ts';
import { CONTENT_SECURITY_POLICY, STYLE } from './html/style.ts';
import { functionTable, practiceTable, responsibilityTable } from './html/tables.ts';
import type { ReportOptions } from './options.ts';
import { problemPlace, redactedSpans, shownPlace } from './places.ts';
import { shellWords } from './shell.ts';
import { failures, reaches, worstFirst } from './tally.ts';
import { describeApp, describeFindings, plural } from './words.ts';

/**
 * The report as one page for a browser: it loads nothing, runs nothing, and works offline, on paper and without colours. Findings are
 * filtered by form controls and style rules.
 */
export function htmlReport(report: Report, options: ReportOptions): string {
  const all = report.apps.flatMap((app) => app.findings);
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const ids = anchors();
  const title = escapeHtml(`casemate: ${summary(report)}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header><h1>casemate</h1>
<p class="lead">${escapeHtml(summary(report))}</p>
<p class="dim">${escapeHtml(facts(report, options))}</p></header>
<main>
${problems(report)}
${practiceTable(report)}
<h2 id="findings" tabindex="-1">Findings</h2>
${filters(all)}
${report.apps.map((app) => appSection(app, { rules, idOf: ids, paths: shellWords(options.paths) })).join('\n')}
</main>
<footer class="dim"><p>casemate ${escapeHtml(report.version)}, judged for ${escapeHtml(report.today)}. No finding is no proof of security.</p></footer>
</body>
</html>
`;
}

function summary(report: Report): string {
  const fails = report.apps.flatMap(failures);
  const unread = report.problems.length === 0 ? '' : `${plural(report.problems.length, 'file')} not read, `;
  return `${unread}${describeFindings(fails)} in ${plural(report.apps.length, 'app')}`;
}

function facts(report: Report, { threshold, strict }: ReportOptions): string {
  const count = report.apps.flatMap((app) => app.findings).filter((finding) => reaches(finding, threshold, strict)).length;
  const limit = threshold === 'never' ? [] : [`${count} at or above ${threshold}, the threshold for failing`];
  const { pass, unknown, suppressed } = report.summary;
  return [...limit, `${pass} pass`, `${unknown} unknown`, `${suppressed} accepted`].join(' · ');
}

function problems({ problems: all }: Report): string {
  if (all.length === 0) return '';
  const items = all.map((problem) => {
    const { message, advice } = problem;
    const place = escapeHtml(problemPlace(problem));
    return `<li class="problem"><code>${place}</code> ${escapeHtml(message)}<br><span class="dim">${escapeHtml(advice)}</span></li>`;
  });
  return `<h2>Could not be read</h2>\n<ul>${items.join('\n')}</ul>`;
}

interface PageContext {
  readonly rules: ReadonlyMap<string, RuleInfo>;
  readonly idOf: (fingerprint: string) => string;
  /** What proposed commands are told to work on. */
  readonly paths: readonly string[];
}

function appSection(app: AppReport, { rules, idOf, paths }: PageContext): string {
  const redacted = redactedSpans(app);
  const findings = worstFirst(app.findings).map((finding) =>
    findingHtml(finding, { root: app.root, redacted, rule: rules.get(finding.check), id: idOf(finding.fingerprint), paths }),
  );
  const warnings = app.warnings.map(
    ({ message, at }) => `<li><code>${escapeHtml(shownPlace(app.root, at))}</code> ${escapeHtml(message)}</li>`,
  );
  const parts = [
    `<section><h2>${escapeHtml(app.root)}</h2>`,
    `<p class="dim">${escapeHtml(describeApp(app))}</p>`,
    findings.length === 0 ? '<p>Nothing fails and nothing is unknown.</p>' : findings.join('\n'),
    warnings.length === 0
      ? ''
      : `<details><summary>Read with ${plural(warnings.length, 'warning')}</summary><ul>${warnings.join('\n')}</ul></details>`,
    functionTable(app),
    responsibilityTable(app),
    '</section>',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Anchors that stay the same from run to run; the second of a kind is numbered. */
function anchors(): (fingerprint: string) => string {
  const seen = new Map<string, number>();
  return (fingerprint) => {
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return count === 1 ? `finding-${fingerprint}` : `finding-${fingerprint}-${count}`;
  };
}
