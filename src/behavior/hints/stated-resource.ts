import type { App } from '../../model/app.ts';
import { canonicalArn, resourceArn } from '../../model/policy-text.ts';
import type { Resource } from '../../model/template.ts';

/** A resource as a hint names it. */
export interface StatedResource {
  /** The app's resource; null for an ARN of its own. */
  readonly resource: Resource | null;
  readonly arn: string;
  /** What follows the logical id: `/index/*`. */
  readonly suffix: string;
}

/** What a text of a hint names: a logical id, perhaps with what follows in the ARN, an ARN, or `*`; a sentence where it names nothing. */
export function statedResource(app: App, text: string): StatedResource | { readonly conflict: string } {
  if (text === '*' || text.startsWith('arn:')) return { resource: null, arn: canonicalArn(text), suffix: '' };
  const [, id = text, suffix = ''] = /^([^/:]+)([/:].*)?$/s.exec(text) ?? [];
  const whole = app.resource(text);
  const resource = whole ?? app.resource(id);
  if (resource === undefined) return { conflict: `the app has no resource ${id}` };
  const arn = resourceArn(app, resource)?.replace(/:\*$/, '');
  if (arn === undefined) return { conflict: `the ARN of ${resource.id} is not known; name it by its ARN` };
  const rest = whole === undefined ? suffix : '';
  return { resource, arn: arn + rest, suffix: rest };
}

/** Whether what `statedResource` gave is a refusal. */
export function isRefused(stated: ReturnType<typeof statedResource>): stated is { readonly conflict: string } {
  return 'conflict' in stated;
}
