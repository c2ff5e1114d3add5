import { expect, test } from 'vitest';
import { layerPublisherOf } from './layer-publishers.ts';

test('an account that a vendor documents is that vendor', () => {
  expect(layerPublisherOf('017000801446')).toBe('Powertools for AWS Lambda');
  expect(layerPublisherOf('668099181075')).toBe('AWS Lambda');
  expect(layerPublisherOf('015030872274')).toBe('AWS Parameters and Secrets Lambda Extension');
});

test('an account of nobody in particular is unknown', () => {
  expect(layerPublisherOf('111122223333')).toBeUndefined();
});
