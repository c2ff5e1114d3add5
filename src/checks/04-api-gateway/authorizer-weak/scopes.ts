import type { App } from '../../../model/app.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import { get, itemsOf, resourceNamed, show } from '../../../model/value.ts';
import { fail } from '../../outcomes.ts';
import type { Facts } from './check.ts';

/**
 * Scopes that a resource server of the authorizer's user pool declares while no route behind the authorizer asks for any.
 * One route that asks shows that they were thought of; then it is the owner's choice which routes need none.
 */
export function uncheckedScopes(app: App, { subject, api, authorizer, args }: Facts): Outcome[] {
  const guarded = api.routes.filter((route) => route.authorization.authorizer === authorizer);
  if (guarded.length === 0 || guarded.some((route) => route.scopes.length > 0) || api.kind === 'graphql') return [];
  for (const server of app.ofType('AWS::Cognito::UserPoolResourceServer')) {
    const pool = resourceNamed(property(server, 'UserPoolId'));
    if (pool === undefined || !authorizer.userPoolIds.includes(pool)) continue;
    const declared = itemsOf(property(server, 'Scopes')).map((scope) => show(get(scope, 'ScopeName')));
    if (declared.length === 0) continue;
    const scopes = declared.map((name) => `${show(property(server, 'Identifier'))}/${name}`);
    return [
      fail({
        subject,
        message: 'noScopes',
        args: { ...args, pool: app.resource(pool)?.logicalId ?? pool, scopes },
        at: authorizer.at,
        // Callers are known, only not told apart.
        severity: 'medium',
        evidence: [
          { text: `${server.logicalId} declares the scopes`, at: server.at },
          ...guarded.slice(0, 5).map((route) => ({ text: `${route.method} ${route.path} asks for none`, at: route.at })),
        ],
        data: { scopes },
      }),
    ];
  }
  return [];
}
