import type { App } from '../../model/app.ts';
import type { Resource } from '../../model/template.ts';
import type { FieldCondition } from '../../model/trail.ts';
import { atomsOf, exactText } from '../../model/value.ts';
import type { Value } from '../../model/value.ts';

/**
 * Whether a trail of the app records who reads any object of a bucket. CloudTrail's data events do what server access logs
 * do, and say which role it was (Amazon S3 user guide, logging options).
 */
export function readsRecorded(app: App, bucket: Resource): boolean {
  const selectors = app.trails.filter((trail) => trail.logging === true).flatMap((trail) => trail.selectors);
  return selectors.some(
    ({ category, resourceType, reads, conditions }) =>
      category === 'Data' &&
      exactText(resourceType) === 'AWS::S3::Object' &&
      reads === true &&
      conditions.every((condition) => coversBucket(condition, bucket)),
  );
}

function coversBucket({ field, operator, values }: FieldCondition, bucket: Resource): boolean {
  return field === 'resources.ARN' && operator === 'StartsWith' && values.some((value) => beginsEveryObject(value, bucket));
}

/** The bucket's ARN, with or without the slash that ends its name; a longer prefix leaves objects out. */
function beginsEveryObject(value: Value, bucket: Resource): boolean {
  const atoms = atomsOf(value) ?? [];
  const named = atoms.findIndex((atom) => atom.kind === 'resource' && atom.id === bucket.id);
  return named >= 0 && atoms.slice(named + 1).every((atom) => atom.kind === 'literal' && atom.text === '/');
}
