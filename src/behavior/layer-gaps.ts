import { layerPublisherOf, mayCallByItself } from '../data/layer-publishers.ts';
import type { App } from '../model/app.ts';
import type { BehaviorUnknown } from '../model/behavior.ts';
import type { LambdaFunction } from '../model/function.ts';
import { exactText, resourceNamed, show } from '../model/value.ts';
import type { Value } from '../model/value.ts';
import type { FunctionCode } from './program.ts';

/** What may hide calls. */
export type CallGap = Omit<BehaviorUnknown, 'hint'>;

/**
 * Layers that may bring an extension which calls AWS with the function's role, and which cannot be read.
 * A layer of a stranger whom nobody vouches for is none of them: what it would call is no need of the function (see layer-unpinned).
 */
export function layerGaps(app: App, fn: LambdaFunction, unread: NonNullable<FunctionCode['unreadLayers']>): readonly CallGap[] {
  const gap = (because: string, at: BehaviorUnknown['at']): CallGap => {
    return { what: 'call', code: 'untracked-library', because: `${because}; an extension in it may call AWS`, at };
  };
  const ofImage = unread.filter(({ id }) => id === fn.id).map(({ because }) => gap(because, fn.at));
  const ofLayers = fn.layers.flatMap((layer) => {
    const id = resourceNamed(layer);
    const own = app.resource(id);
    const because = own === undefined ? fromElsewhere(app, layer) : unread.find((one) => one.id === id)?.because;
    return because === undefined ? [] : [gap(because, layer.at)];
  });
  return [...ofImage, ...ofLayers];
}

// Powertools says where it publishes by public parameters. https://docs.aws.amazon.com/powertools/python/latest/getting-started/install/
const PUBLIC_PARAMETER = /\/aws\/service\/powertools\//;

function fromElsewhere(app: App, layer: Value): string | undefined {
  const text = exactText(layer) ?? show(layer);
  if (PUBLIC_PARAMETER.test(text)) return undefined;
  const account = /:lambda:.*:(\d{12}):layer:/.exec(text)?.[1];
  const publisher = account === undefined ? undefined : layerPublisherOf(account);
  if (publisher !== undefined) return mayCallByItself(publisher) ? `the layer of ${publisher} is not read` : undefined;
  const isStranger = account !== undefined && !app.config.account.trusted.includes(account);
  return isStranger ? undefined : `the layer ${text} is not read`;
}
