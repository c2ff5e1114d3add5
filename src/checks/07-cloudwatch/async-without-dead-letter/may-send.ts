import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import type { DeadLetters } from '../../fixing/dead-letters.ts';
import { granted, isMadeBySam, roleNamed } from '../../fixing/role-grant.ts';

/** Lets a function's role send to a queue; SAM lets the roles that it makes. A text says why that cannot be written. */
export function maySend(app: App, fn: LambdaFunction, queue: DeadLetters): readonly Change[] | string {
  const role = roleNamed(app, fn.roleId);
  if (role === undefined) return 'its role is not in the template, so it cannot be allowed to send to a queue';
  const send: Authored = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue.arn };
  const seal: Authored = { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: queue.key };
  const statements = [...(isMadeBySam(role) ? [] : [send]), ...(queue.key === null ? [] : [seal])];
  return statements.length === 0 ? [] : granted(app, role, statements);
}
