import { InvalidArgumentError } from 'commander';
import { SEVERITIES } from '../model/finding.ts';
import type { Severity } from '../model/finding.ts';
import { PRACTICES } from '../model/practices.ts';

/** Adds `name=value` to the parameters given so far. */
export function parameter(text: string, earlier: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const equals = text.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('Write it as name=value.');
  return { ...earlier, [text.slice(0, equals)]: text.slice(equals + 1) };
}

/** Adds a practice, given by number (`4`, `04`) or folder name (`04-api-gateway`), to those given so far. */
export function practice(text: string, earlier: readonly number[] = []): readonly number[] {
  const known = PRACTICES.find(({ number, slug }) => slug === text || (/^\d{1,2}$/.test(text) && Number(text) === number));
  if (known === undefined) throw new InvalidArgumentError(`Practices are numbered 0 to ${PRACTICES.length - 1}.`);
  return [...earlier, known.number];
}

/** A region's name, `eu-west-1` or of another partition; AWS adds regions, so that only the form is asked for (AWS: Regions and Availability Zones). */
export function region(text: string): string {
  if (!/^[a-z]{2,4}(?:-[a-z]+){1,3}-\d{1,2}$/.test(text)) throw new InvalidArgumentError('Regions are written like eu-west-1.');
  return text;
}

/** Adds a value to those given so far. */
export function repeatable(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, text];
}

/** A calendar day, `YYYY-MM-DD`. */
export function day(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('Write it as YYYY-MM-DD.');
  }
  return text;
}

/** Severities that can be a threshold; `info` is never a finding to act on. */
export const THRESHOLDS: readonly (Severity | 'never')[] = [...SEVERITIES.filter((severity) => severity !== 'info'), 'never'];
