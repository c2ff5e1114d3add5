import { expect, test } from 'vitest';
import { deploys } from './delivery.ts';

test.each([
  'steps:\n  - run: sam deploy --no-confirm-changeset\n',
  'script:\n  - npx cdk deploy --all\n',
  'commands:\n  - aws cloudformation execute-change-set --change-set-name orders\n',
  'steps:\n  - uses: aws-actions/aws-cloudformation-github-deploy@v1\n',
  'script: terraform apply plan.out\n',
])('a file deploys: %j', (text) => {
  expect(deploys(text)).toBe(true);
});

test.each(['steps:\n  - run: npm test\n', '# sam deploy comes later\nsteps:\n  - run: sam validate\n', 'script: terraform plan\n', ''])(
  'a file deploys nothing: %j',
  (text) => {
    expect(deploys(text)).toBe(false);
  },
);
