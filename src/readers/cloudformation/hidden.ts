import { stringOf } from '../../util/node.ts';
import type { Node } from '../../util/node.ts';
import type { ReadWarning } from '../../util/read.ts';
import type { Span } from '../../util/span.ts';
import type { Instance } from './instance.ts';
import { visitIntrinsics } from './walk.ts';

/**
 * What of a tree of templates only AWS can see, once for each place: macros, includes from S3, loops over values that
 * only the deployment knows, and nested templates that are not files. What is a fault as well is not repeated here.
 */
export function hiddenParts(instances: readonly Instance[]): ReadWarning[] {
  return instances.flatMap((instance) => {
    const said = new Set(instance.problems.map(({ at }) => placeOf(at)));
    const warnings: ReadWarning[] = [];
    const warn = (message: string, at: Span): void => {
      if (said.has(placeOf(at))) return;
      said.add(placeOf(at));
      warnings.push({ message, at });
    };
    if (instance.opaque !== null) {
      warn(`${instance.opaque.reason}: what it adds is not seen, so that nothing is reported as missing`, instance.opaque.at);
    }
    for (const child of instance.children.values()) {
      if (child.instance === null) warn(`${child.missing}: what is in it is not seen, so that nothing is reported as missing`, child.at);
    }
    visitIntrinsics(instance.file.root, ({ key, argument, keyAt }) => {
      if (key !== 'Fn::Transform' || said.has(placeOf(argument.at))) return;
      warn(`${nameOf(argument)} runs at deployment: the values that it gives are unknown`, keyAt);
    });
    return warnings;
  });
}

function placeOf(at: Span): string {
  return `${at.source.path} ${at.start}`;
}

function nameOf(call: Node): string {
  const name = call.kind === 'map' ? stringOf(call.get('Name')) : undefined;
  return name === undefined || name === 'AWS::Include' ? (name ?? 'a macro') : `the macro ${name}`;
}
