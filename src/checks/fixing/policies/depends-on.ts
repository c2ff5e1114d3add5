import type { App } from '../../../model/app.ts';
import { exactText, itemsOf, resourcesIn } from '../../../model/value.ts';
import { kept } from '../../../util/kept.ts';

/** Whether a resource is made only after another one: it refers to it or names it in `DependsOn`, itself or over others. A resource depends on itself. */
export function dependsOn(app: App, id: string, other: string): boolean {
  const graph = graphOf(app);
  const seen = new Set<string>([id]);
  for (const one of seen) {
    if (one === other) return true;
    for (const next of graph.get(one) ?? []) seen.add(next);
  }
  return false;
}

const graphOf = kept((app: App): ReadonlyMap<string, ReadonlySet<string>> => {
  return new Map(
    app.resources.map((resource) => {
      const found = resourcesIn(resource.properties);
      const scope = resource.id.slice(0, resource.id.length - resource.logicalId.length);
      for (const value of itemsOf(resource.attributes.get('DependsOn'))) found.add(scope + (exactText(value) ?? ''));
      return [resource.id, found] as const;
    }),
  );
});
