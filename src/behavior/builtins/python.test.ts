import { expect, test } from 'vitest';
import { behaviorOf } from '../testing.ts';
import { fieldOf } from '../values/query.ts';
import { show } from '../values/show.ts';

/** What an expression comes to, as the key of an object that is read. */
async function valueOf(expression: string): Promise<string> {
  const code = `
import os, json, boto3, functools, itertools, collections
from collections import namedtuple
from urllib.parse import unquote_plus
s3 = boto3.client('s3')
Order = namedtuple('Order', 'bucket key')
def handler(event, context):
    s3.get_object(Key=${expression})
`;
  const run = await behaviorOf({ 'app.py': code }, { handler: 'app.handler', environment: { STAGE: 'prod' } });
  const key = fieldOf(run.calls[0]?.input, 'Key');
  return key === undefined ? 'absent' : show(key);
}

test.each([
  ["'a-%s-%d' % (os.environ['STAGE'], 3)", "'a-prod-3'"],
  ["'{}/{name}'.format('a', name='b')", "'a/b'"],
  ["'/'.join(['a', 'b'])", "'a/b'"],
  ["'a,b'.split(',')[1]", "'b'"],
  ["'a/b/c'.rsplit('/', 1)[0]", "'a/b'"],
  ["' Orders '.strip().lower()", "'orders'"],
  ["os.path.join('a', 'b')", "'a/b'"],
  ["os.getenv('MISSING', 'default')", "'default'"],
  ["os.environ.get('STAGE')", "'prod'"],
  ["unquote_plus(event['Records'][0]['s3']['object']['key'])", 'event.Records.0.s3.object.key'],
  ["[r['body'] for r in event['Records']]", '[…event.Records[].body]'],
  ["event.get('key', 'none')", "event.key | 'none'"],
])('%s is %s', async (expression, value) => {
  expect(await valueOf(expression)).toBe(value);
});

test.each([
  ["{**{'a': 1}, 'b': 2}", '{ a: 1, b: 2 }'],
  ["{k: v for k, v in {'a': 1}.items()}", '{ a: 1 }'],
  ["dict(a=1).get('b', 2)", '2'],
  ["list(map(lambda x: x + 'z', ['a', 'b']))", "['az', 'bz']"],
  ["[f'{i}{n}' for i, n in enumerate(['a', 'b'])]", "['0a', '1b']"],
  ["[a + b for a, b in zip(['a'], ['b'])]", "['ab']"],
  ['[i for i in range(3) if i != 1]', '[0, 2]'],
  ["sorted(['a'])[-1]", "'a'"],
  ["functools.partial(lambda a, b: a + b, 'x')(b='y')", "'xy'"],
  ["functools.reduce(lambda a, b: a + b, ['x', 'y'])", "'xy'"],
  ["list(itertools.chain(['a'], ['b']))", "['a', 'b']"],
  ["Order('menus', key='today').key", "'today'"],
  ["json.loads(json.dumps({'a': [1]}))", '{ a: [1] }'],
  ["'yes' if 'a' in {'a': 1} else 'no'", "'yes'"],
  ["next(x for x in ['a'])", "'a'"],
])('%s is %s', async (expression, value) => {
  expect(await valueOf(expression)).toBe(value);
});
