import { expect, test } from 'vitest';

import { evaluate } from './evaluate.ts';
import { explanationLines } from './explain.ts';
import { parsePolicy } from './parse.ts';
import { hole } from './policy.ts';
import type { Policy } from './policy.ts';

const reading = { Sid: 'Read', Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${hole('Tickets')}/*` };

test('an explanation says for every statement and condition whether it holds and why', () => {
  const identity = [
    parsePolicy({
      Version: '2012-10-17',
      Statement: [
        reading,
        { Effect: 'Deny', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Effect: 'Allow', Action: 'sqs:*', Resource: '*' },
      ],
    }).policy,
  ];
  const boundary = [parsePolicy({ Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } }).policy];
  const context = new Map([['aws:securetransport', ['true']]]);
  const { explain } = evaluate(
    { action: 's3:GetObject', resource: `arn:aws:s3:::${hole('Tickets')}/a.pdf`, context },
    { identity, boundary },
  );
  expect(explanationLines(explain)).toMatchInlineSnapshot(`
    [
      "- s3:GetObject on arn:aws:s3:::\${Tickets}/a.pdf: the permissions boundary does not allow it",
      "  - permissions boundary: no statement allows it",
      "    - statement 1 (Allow): it does not speak of s3:GetObject",
      "  + identity policy: a statement allows it",
      "    + statement Read (Allow): it speaks of this request without conditions",
      "    - statement 2 (Deny): a condition does not hold",
      "      - condition Bool aws:SecureTransport: the request has true",
      "    - statement 3 (Allow): it does not speak of s3:GetObject",
    ]
  `);
});

test('an explanation of several policies and levels names each of them', () => {
  const read = (...statements: object[]): Policy => parsePolicy({ Statement: statements }).policy;
  const list = { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' };
  const twice = read(list, { ...list, Sid: 'Again' });
  const input = {
    identity: [twice, read({ ...list, Action: 'sqs:*' })],
    boundary: [twice, twice],
    scp: [[twice], [read({ ...list, Effect: 'Deny' })]],
  };
  const { explain } = evaluate({ action: 's3:ListBucket', resource: 'arn:aws:s3:::tickets', context: new Map() }, input);
  expect(explanationLines(explain).filter((line) => !/^ *[+-] statement /.test(line))).toMatchInlineSnapshot(`
    [
      "- s3:ListBucket on arn:aws:s3:::tickets: denied by a statement of the service control policies",
      "  - service control policies: a statement denies it",
      "    + level 1: a statement allows it",
      "    - level 2: a statement denies it",
      "  + permissions boundaries: a statement allows it",
      "    + permissions boundary 1: 2 statements apply",
      "    + permissions boundary 2: 2 statements apply",
      "  + identity policies: a statement allows it",
      "    + identity policy 1: 2 statements apply",
      "    - identity policy 2: no statement applies",
    ]
  `);
});
