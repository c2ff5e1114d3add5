import { expect, test } from 'vitest';
import { pageForTerminal } from './explain-page.ts';

const PAGE = `<!-- Generated; do not edit. -->

# bucket-public-access

Bucket does not block public access.

| | |
|---|---|
| Severity | medium |
| Looks at | \`AWS::S3::Bucket\` |

## Why

A bucket policy can open a bucket to anyone; **blocking** it holds whatever the policy says. See [role-too-wide](role-too-wide.md).

\`\`\`yaml
Resources:
  Photos:
# ^^^^^^ Photos lets anyone in
\`\`\`

## Sources

- <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html>
`;

test('a page is laid out for a terminal', () => {
  expect(pageForTerminal(PAGE, { color: false, columns: 60 })).toMatchSnapshot();
});
