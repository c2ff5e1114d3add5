import { ordered } from './comparison.ts';
import type { Comparison } from './comparison.ts';

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** Seconds since 1970 of a W3C form of ISO 8601 (a year, a month, a day, or a time; UTC where no zone stands) or of epoch seconds.
 *  Four digits are a year. Null for texts that are neither, and for days and hours that do not exist. */
export function parseDate(text: string): number | null {
  const iso = ISO.exec(text);
  if (iso === null) return /^-?\d{1,17}(?:\.\d+)?$/.test(text) ? Number(text) : null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = iso.slice(1, 7).map((part) => (part ? Number(part) : undefined));
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  time.setUTCFullYear(year, month - 1, day);
  if (time.getUTCMonth() !== month - 1 || time.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) return null;
  return time.getTime() / 1000 + Number(iso[7] ?? 0) - zoneSeconds(iso[8]);
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(4)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}

const date = (fits: (request: number, policy: number) => boolean): Comparison =>
  ordered('an ISO 8601 date or epoch seconds', parseDate, fits);

/** `DateEquals`.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date */
export const dateEquals: Comparison = date((request, policy) => request === policy);
/** `DateLessThan`: the request's time is before the policy's. */
export const dateLessThan: Comparison = date((request, policy) => request < policy);
/** `DateLessThanEquals`. */
export const dateLessThanEquals: Comparison = date((request, policy) => request <= policy);
/** `DateGreaterThan`: the request's time is after the policy's. */
export const dateGreaterThan: Comparison = date((request, policy) => request > policy);
/** `DateGreaterThanEquals`. */
export const dateGreaterThanEquals: Comparison = date((request, policy) => request >= policy);
