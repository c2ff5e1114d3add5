import type { Authored, Change, Path } from '../../../model/change.ts';
import type { NoFix } from '../../../model/fix.ts';
import { written } from '../../../model/written.ts';
import { at } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { noFix } from '../owner.ts';
import type { ApiOwner } from './api-owner.ts';
import { authorizerName } from './guard.ts';
import type { Guard } from './guard.ts';
import { isSettable } from '../place.ts';
import { documentPath } from './written-route.ts';
import type { WrittenRoute } from './written-route.ts';

/** Guards one operation of an OpenAPI document in a template: a security scheme, and the operation's requirement of it. */
export function guardOperation(owner: ApiOwner, { path, file }: WrittenRoute, guard: Guard): Change[] | NoFix {
  const document = documentPath(owner);
  if (document === undefined) return noFix(`the definition of ${owner.name} is not written into its template`);
  const place = [
    ...document,
    ...(written(file, [...document, 'openapi']) === undefined ? ['securityDefinitions'] : ['components', 'securitySchemes']),
  ];
  const known = guard.kind === 'iam' ? signedScheme(written(file, place)) : undefined;
  const name = known ?? (guard.kind === 'iam' ? 'sigv4' : authorizerName(guard));
  const isDeclared = known !== undefined || guard.kind === 'existing';
  const required: Authored = { [name]: 'scopes' in guard ? guard.scopes : [] };
  const security = [...path, 'security'];
  const own = written(file, security);
  if (!isSettable(file, [...place, name]) || (own !== undefined && own.kind !== 'list')) {
    return noFix(`what guards the operations of ${owner.name} is not written as maps and lists`);
  }
  if (guard.kind === 'existing' && written(file, [...place, name]) === undefined) {
    return noFix(`authorizer ${name} is not declared in the definition of ${owner.name}`);
  }
  const scheme: Change[] = isDeclared ? [] : [{ kind: 'set', file, path: [...place, name], value: schemeFor(guard) }];
  // Requirements that stand there stay: an API key is asked for besides.
  const requirement: Change =
    own === undefined || own.items.length === 0
      ? { kind: 'set', file, path: security, value: [required] }
      : { kind: 'append', file, path: security, items: [required] };
  return [...scheme, requirement];
}

/** A scheme of the document that asks for signed requests. */
function signedScheme(schemes: Node | undefined): string | undefined {
  if (schemes?.kind !== 'map') return undefined;
  return schemes.keys().find((name) => {
    const type = at(schemes.get(name), 'x-amazon-apigateway-authtype');
    return type?.kind === 'scalar' && String(type.value).toLowerCase() === 'awssigv4';
  });
}

/** API Gateway's extensions to security schemes (API Gateway developer guide, OpenAPI extensions). */
function schemeFor(guard: Guard): Authored {
  const header = { type: 'apiKey', name: 'Authorization', in: 'header' };
  switch (guard.kind) {
    case 'iam':
      return { ...header, 'x-amazon-apigateway-authtype': 'awsSigv4' };
    case 'pool':
      return {
        ...header,
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: [guard.arn] },
      };
    case 'jwt':
      return {
        type: 'oauth2',
        'x-amazon-apigateway-authorizer': {
          type: 'jwt',
          identitySource: '$request.header.Authorization',
          jwtConfiguration: { issuer: guard.issuer, audience: guard.audience },
        },
      };
    case 'existing':
      return {};
  }
}

/** Whether an operation says by itself who may call it. */
export function saysSecurity(file: WrittenRoute['file'], path: Path): boolean {
  return written(file, [...path, 'security']) !== undefined;
}
