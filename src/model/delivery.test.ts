import { expect, test } from 'vitest';
import { deploys } from './delivery.ts';

test.each([
  'steps:\n  - run: sam deploy --no-confirm-changeset\n',
  'script:\n  - npx cdk deploy --all\n',
  'commands:\n  - aws cloudformation execute-change-set --change-set-name orders\n',
  'steps:\n  - uses: aws-actions/aws-cloudformation-github-deploy@v1\n',
  'script: terraform apply plan.out\n',
  'backend:\n  phases:\n    build:\n      commands:\n        - amplifyPush --simple\n',
  'phases:\n  build:\n    commands:\n      - sam package --output-template-file packaged.yaml\nartifacts:\n  files: [packaged.yaml]\n',
  'steps:\n  - uses: aws-actions/configure-aws-credentials@v4\n  - uses: acme/release-upload-action@v3\n',
  'steps:\n  - uses: aws-actions/configure-aws-credentials@v4\n  - run: aws s3 cp app.zip s3://releases/\n',
])('a file deploys: %j', (text) => {
  expect(deploys(text)).toBe(true);
});

test.each([
  'steps:\n  - run: npm test\n',
  '# sam deploy comes later\nsteps:\n  - run: sam validate\n',
  'script: terraform plan\n',
  '',
  'steps:\n  - uses: aws-actions/configure-aws-credentials@v4\n  - uses: actions/upload-artifact@v4\n',
  'steps:\n  - uses: pypa/gh-action-pypi-publish@v1\n',
])('a file deploys nothing: %j', (text) => {
  expect(deploys(text)).toBe(false);
});
