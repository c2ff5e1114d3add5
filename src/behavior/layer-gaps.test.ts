import { expect, test } from 'vitest';
import { appOf } from '../model/testing.ts';
import type { Json } from '../util/node.ts';
import { layerGaps } from './layer-gaps.ts';

/** Why layers of `Save` may call AWS unseen. */
function gaps(layers: readonly Json[], unread: Parameters<typeof layerGaps>[2] = [], trusted: readonly string[] = []): string[] {
  const app = appOf(
    {
      Save: { Type: 'AWS::Lambda::Function', Properties: { Layers: [...layers] } },
      Cache: { Type: 'AWS::Lambda::LayerVersion', Properties: {} },
    },
    { account: { trail: null, elsewhere: {}, trusted } },
  );
  return layerGaps(app, app.functions[0]!, unread).map(({ because }) => because.replace(/; an extension in it may call AWS$/, ''));
}

const layer = (account: string, name: string): string => `arn:aws:lambda:eu-west-1:${account}:layer:${name}:3`;

test('layers that are read, or that call nothing by themselves, hide no calls', () => {
  expect(
    gaps([{ Ref: 'Cache' }, layer('017000801446', 'AWSLambdaPowertoolsPythonV3'), layer('580247275435', 'LambdaInsightsExtension')]),
  ).toEqual([]);
  expect(gaps(['{{resolve:ssm:/aws/service/powertools/python/x86_64/python3.13/latest}}'])).toEqual([]);
});

test('a layer of the app whose content is not at hand may', () => {
  expect(gaps([{ Ref: 'Cache' }], [{ id: 'Cache', because: 'the content of the layer Cache is not at hand' }])).toEqual([
    'the content of the layer Cache is not at hand',
  ]);
});

test('so may one that only the deployment names, one of the owner’s other accounts, and a vendor’s that reads its own key', () => {
  expect(gaps([{ Ref: 'CacheLayerArn' }])).toEqual(['the layer ${CacheLayerArn} is not read']);
  expect(gaps([layer('111122223333', 'cache')], [], ['111122223333'])).toEqual([`the layer ${layer('111122223333', 'cache')} is not read`]);
  expect(gaps([layer('464622532012', 'Datadog-Extension')])).toEqual(['the layer of Datadog is not read']);
});

test('what a stranger’s layer would call is no need of the function', () => {
  expect(gaps([layer('111122223333', 'query-timer')])).toEqual([]);
});
