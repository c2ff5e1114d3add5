import type { CheckFix } from '../../../model/fix.ts';
import { moveSecrets } from '../../fixing/secret/move-secrets.ts';

/** The secret goes to Secrets Manager, or stays there; a loader fetches it for the code, which is left as it is. */
export const fix: CheckFix = {
  safety: 'review',
  // How the handler is packed decides how it gets the secret.
  after: ['self-managed-runtime'],
  plan: moveSecrets,
};
