import { MapNode } from '../../../util/node.ts';
import type { Buildable } from '../../../util/node.ts';
import type { Span } from '../../../util/span.ts';
import { ownAttributes, passedOnAttributes } from '../attributes.ts';
import type { Attributes } from '../attributes.ts';
import type { RoleDraft } from '../role.ts';
import { propertiesOf } from '../values.ts';

/** An AWS::Serverless::Function and what its parts are generated with. */
export interface FunctionParts {
  readonly logicalId: string;
  readonly resource: MapNode;
  readonly properties: MapNode;
  /** Place of the resource's Type, where parts stand that no property caused. */
  readonly typeAt: Span;
  /** Attributes of the function itself. */
  readonly own: Attributes;
  /** Attributes of everything it generates. */
  readonly passedOn: Attributes;
  readonly role: RoleDraft;
}

/** Reads the parts of a function resource. */
export function functionParts(logicalId: string, resource: MapNode): FunctionParts {
  const typeAt = resource.get('Type')?.at ?? resource.at;
  return {
    logicalId,
    resource,
    properties: propertiesOf(resource) ?? new MapNode(typeAt),
    typeAt,
    own: ownAttributes(resource),
    passedOn: passedOnAttributes(resource),
    role: { managedPolicyArns: [], policies: [] },
  };
}

/** What event sources, URLs and configurations point at: the function, or its alias. */
export interface InvokeTarget {
  readonly logicalId: string;
  /** For properties that take a function's name. */
  readonly name: Buildable;
  readonly arn: Buildable;
  /** The alias's name, else undefined. */
  readonly aliasName: string | undefined;
}
