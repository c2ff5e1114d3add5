import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import { fail, pass } from '../../outcomes.ts';
import { observed, ofFollowed } from '../../followed.ts';

const check: Check = defineCheck({
  id: 'tls-verification-off',
  title: 'Code does not verify certificates',
  practices: [5],
  severity: 'high',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_transit_authentication.html',
    'https://nodejs.org/api/tls.html#tlsconnectoptions-callback',
    'https://docs.python.org/3/library/ssl.html#security-considerations',
    'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: { off: '{function} accepts any certificate ({how}), so whoever answers in place of the server reads and changes what is sent' },
  remedy:
    'Remove the setting; where the certificate is from an authority of your own or from Amazon RDS, trust that one: `ca`, NODE_EXTRA_CA_CERTS, `verify="bundle.pem"`.',
  *run(app) {
    yield* ofFollowed(app, function* ({ fn, behavior }) {
      const found = observed(behavior, 'tls-verification-off');
      if (found.length === 0) yield pass(fn.id);
      for (const { how, at } of found) {
        yield fail({ subject: fn.id, message: 'off', args: { function: fn.resource.logicalId, how }, at, data: { how } });
      }
    });
  },
});
export default check;
