import { join } from 'node:path/posix';
import type { AppReport, ReadProblem } from '../model/report.ts';
import type { Span } from '../util/span.ts';

/** A place in numbers, all from 1; the end is where the next character would stand. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Line and column of both ends of a span. */
export function placeOf(at: Span): Place {
  const start = at.source.position(at.start);
  const end = at.source.position(Math.max(at.start, at.end));
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

/** A path of an app as seen from where casemate was started. */
export function pathFrom(root: string, path: string): string {
  return join(root, path);
}

/** `path:line:column` as seen from where casemate was started, so that a terminal can open it. */
export function shownPlace(root: string, at: Span): string {
  const { line, column } = at.source.position(at.start);
  return `${pathFrom(root, at.source.path)}:${line}:${column}`;
}

/** Where something could not be read: `path`, `path:line` or `path:line:column`. */
export function problemPlace({ path, line, column }: ReadProblem): string {
  return [path, line, column].filter((part) => part !== null).join(':');
}

/** Whether two spans begin at the same character. */
export function isSamePlace(one: Span, other: Span): boolean {
  return one.source.path === other.source.path && one.start === other.start;
}

/** The values of an app's templates that no report may print: the places of findings whose `data.redact` is true. */
export function redactedSpans(app: AppReport): readonly Span[] {
  let spans = redacted.get(app);
  if (spans === undefined) {
    spans = app.findings.filter((finding) => finding.data['redact'] === true).map((finding) => finding.at);
    redacted.set(app, spans);
  }
  return spans;
}

/** Every practice of an app asks. */
const redacted = new WeakMap<AppReport, readonly Span[]>();

/** A place in the JSON report: the file relative to its app's root, line and column of both ends. */
export function placeJson(at: Span): object {
  return { file: at.source.path, ...placeOf(at), ...(at.generated === undefined ? {} : { generated: at.generated }) };
}
