import { expect, test } from 'vitest';
import type { LambdaFunction } from '../../../model/function.ts';
import { templateApp } from '../../../../test/support/template-app.ts';
import { SourceFile } from '../../../util/span.ts';
import { imageContent, withCopy } from './image-copy.ts';

const APP = templateApp(`Transform: AWS::Serverless-2016-10-31
Resources:
  RenderInvoice:
    Type: AWS::Serverless::Function
    Metadata: { DockerContext: invoice }
    Properties: { PackageType: Image }
`);
const fn: LambdaFunction = APP.functions[0]!;
const BASE = 'FROM public.ecr.aws/lambda/python:3.13';

function copied(...lines: readonly string[]): string | null {
  const file = new SourceFile('invoice/Dockerfile', `${lines.join('\n')}\nCMD ["app.handler"]\n`);
  const image = imageContent(fn, file, 'invoice/src/app.py');
  return image === null ? null : withCopy(file, image, 'app_secrets.py');
}

test.each([
  ['COPY src/app.py ${LAMBDA_TASK_ROOT}', 'COPY src/app_secrets.py ${LAMBDA_TASK_ROOT}'],
  ['COPY requirements.txt ./src/app.py ./', 'COPY src/app_secrets.py ./'],
  ['COPY --chmod=644 src/app.py app.py', 'COPY --chmod=644 src/app_secrets.py app_secrets.py'],
])('behind %s comes %s', (line, added) => {
  const text = copied(BASE, line, 'RUN pip install requests')!;
  expect(text.split('\n').slice(1, 3)).toEqual([line, added]);
});

test('a folder that is copied whole brings the loader along', () => {
  for (const line of ['COPY . .', 'COPY src/ ./', 'COPY src ${LAMBDA_TASK_ROOT}']) {
    expect(copied(BASE, line)).toBe(`${BASE}\n${line}\nCMD ["app.handler"]\n`);
  }
});

test('what cannot be told for certain is left alone', () => {
  expect(copied(BASE, 'COPY other.py ./')).toBeNull();
  expect(copied('FROM python:3.13-slim', 'COPY src/app.py ./')).toBeNull();
  expect(copied('FROM node:24 AS build', BASE, 'COPY src/app.py ./')).toBeNull();
  expect(copied(BASE, 'COPY --from=build src/app.py ./')).toBeNull();
  expect(copied('FROM public.ecr.aws/lambda/nodejs:16', 'COPY src/app.py ./')).toBeNull();
});
