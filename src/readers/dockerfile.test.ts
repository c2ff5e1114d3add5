import { expect, test } from 'vitest';
import { readDockerfile } from './dockerfile.ts';

test('copies are told by where they end, through variables, folders and continued lines', () => {
  const content = readDockerfile(`# the invoice
FROM public.ecr.aws/lambda/python:3.13
COPY requirements.txt app.py ./
RUN pip install -r requirements.txt \\
  --no-cache-dir
COPY --chown=app shared/*.py \${LAMBDA_TASK_ROOT}/shared/
CMD ["app.handler"]`);
  expect(content).toEqual({
    language: 'python',
    handler: 'app.handler',
    folder: '/var/task',
    copies: [
      { from: ['requirements.txt', 'app.py'], to: '/var/task', isFolder: true },
      { from: ['shared/*.py'], to: '/var/task/shared', isFolder: true },
    ],
  });
});

test('the last stage is what runs, with what it goes on from; files of other stages are not of the context', () => {
  const content = readDockerfile(`FROM node:24 AS build
COPY . .
FROM public.ecr.aws/lambda/nodejs:24 AS base
COPY package.json ./
FROM base
COPY --from=build /app/dist ./
COPY src/ ./src/
CMD src/app.handler`);
  expect(content?.language).toBe('javascript');
  expect(content?.copies.map(({ from }) => from.join())).toEqual(['package.json', 'src/']);
});

test('another image runs handlers through a client of the runtime interface', () => {
  const content = readDockerfile(`ARG FUNCTION_DIR="/function"
FROM python:3.13-slim
ARG FUNCTION_DIR
WORKDIR \${FUNCTION_DIR}
COPY . \${FUNCTION_DIR}
ENTRYPOINT ["/usr/local/bin/python", "-m", "awslambdaric"]
CMD ["app.handler"]`);
  expect(content).toMatchObject({ language: 'python', folder: '/function', handler: 'app.handler' });
});

test.each(['FROM public.ecr.aws/lambda/java:21\nCMD ["example.App"]', 'FROM python:3.13\nCMD ["app.handler"]', ''])(
  'what starts no handler of Node.js or Python is not read: %j',
  (text) => {
    expect(readDockerfile(text)).toBeUndefined();
  },
);

test('a server in the place of a handler is none', () => {
  expect(readDockerfile('FROM public.ecr.aws/lambda/python:3.13\nCMD ["python", "server.py"]')?.handler).toBeNull();
  expect(readDockerfile('FROM public.ecr.aws/lambda/python:3.13\nENTRYPOINT ["uvicorn"]\nCMD ["app:app"]')).toBeUndefined();
});
