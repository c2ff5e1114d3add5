import type { Report } from '../model/report.ts';
import type { ReportOptions } from '../report/options.ts';
import type { FormatName } from './format-names.ts';

/** Renders a report in a format; only that format's code is loaded. */
export async function render(format: FormatName, report: Report, options: ReportOptions): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../report/text.ts')).textReport(report, options);
    case 'json':
      return (await import('../report/json.ts')).jsonReport(report);
    case 'sarif':
      return (await import('../report/sarif.ts')).sarifReport(report, options);
    case 'markdown':
      return (await import('../report/markdown.ts')).markdownReport(report);
    case 'junit':
      return (await import('../report/junit.ts')).junitReport(report);
    case 'html':
      return (await import('../report/html.ts')).htmlReport(report, options);
  }
}
