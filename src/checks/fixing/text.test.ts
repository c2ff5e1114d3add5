import { expect, test } from 'vitest';
import { valueOf } from '../../model/testing.ts';
import { authoredText } from './text.ts';

test.each([
  ['plain', 'tickets', 'tickets'],
  ['a reference', { Ref: 'Tickets' }, { Ref: 'Tickets' }],
  ['an attribute', { 'Fn::GetAtt': ['Tickets', 'Arn'] }, { 'Fn::GetAtt': ['Tickets', 'Arn'] }],
  ['a pseudo parameter', { Ref: 'AWS::StackName' }, { Ref: 'AWS::StackName' }],
  [
    'a text around references',
    { 'Fn::Sub': 'tickets-${AWS::StackName}-${Tickets.Arn}' },
    { 'Fn::Sub': 'tickets-${AWS::StackName}-${Tickets.Arn}' },
  ],
  ['what another stack brings', { 'Fn::ImportValue': 'tickets' }, undefined],
  ['a number', 5, undefined],
])('%s is written as its owner would', (_, data, written) => {
  expect(authoredText(valueOf(data))).toEqual(written);
});
