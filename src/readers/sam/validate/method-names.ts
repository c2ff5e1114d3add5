import { onlyEntry } from '../../../util/node.ts';
import type { MapNode, Node } from '../../../util/node.ts';
import { normalizedMethod } from '../api/document.ts';
import type { SamContext } from '../context.ts';
import { isNoValue } from '../intrinsics.ts';
import { given, mapOf } from '../values.ts';

/**
 * Reports methods of an HTTP API's own definition that are not spelled as API Gateway does (`GET`, `any`), when the API has a
 * default authorizer: SAM would not find them again to protect them.
 */
export function validateMethodNames(context: SamContext, logicalId: string, properties: MapNode): void {
  if (given(mapOf(properties.get('Auth')), 'DefaultAuthorizer') === undefined) return;
  const paths = mapOf(mapOf(properties.get('DefinitionBody'))?.get('paths'));
  for (const [path, { value }] of paths?.entries ?? []) {
    for (const item of branches(value)) {
      for (const [method, { keyAt }] of item.entries) {
        const spelled = normalizedMethod(method);
        if (!item.has(spelled)) context.fail(logicalId, `the method ${method} of ${path} must be written ${spelled}`, keyAt);
      }
    }
  }
}

/** The maps a path may stand for: itself, or what the branches of its `Fn::If` hold. */
function branches(node: Node): MapNode[] {
  const only = onlyEntry(node);
  if (only?.key === 'Fn::If') return only.value.kind === 'list' ? only.value.items.slice(1).flatMap(branches) : [];
  return node.kind === 'map' && !isNoValue(node) ? [node] : [];
}
