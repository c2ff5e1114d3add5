import type { Span } from '../../util/span.ts';
import { pathFrom, placeOf } from '../places.ts';

/** Name of the folder that relative URIs start from: where casemate was started. */
export const BASE = '%SRCROOT%';

/** A relative URI with its base; every character that a URI gives a meaning is escaped. */
export function artifactLocation(path: string): object {
  return { uri: relativeUri(path), uriBaseId: BASE };
}

/** A relative path as a URI. */
export function relativeUri(path: string): string {
  return path.split('/').map(encodePart).join('/');
}

function encodePart(part: string): string {
  // A lone surrogate has no UTF-8 form and would make encodeURIComponent throw.
  return encodeURIComponent(part.toWellFormed());
}

/** A span as a physical location; SARIF's columns count UTF-16 code units here, as `columnKind` says. */
export function physicalLocation(root: string, at: Span): object {
  return { artifactLocation: artifactLocation(pathFrom(root, at.source.path)), region: regionOf(at) };
}

/** A span as a region. */
export function regionOf(at: Span): object {
  const { line, column, endLine, endColumn } = placeOf(at);
  return { startLine: line, startColumn: column, endLine, endColumn };
}
