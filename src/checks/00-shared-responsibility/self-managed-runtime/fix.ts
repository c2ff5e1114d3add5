import { runtimeIds, runtimeOf } from '../../../data/runtimes.ts';
import type { Change } from '../../../model/change.ts';
import type { CheckFix } from '../../../model/fix.ts';
import { property } from '../../../model/template.ts';
import { at, stringOf } from '../../../util/node.ts';
import { noFix, notWritten, propertyPath, setProperty, writtenOf, writtenProperty } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { plainImage } from './plain-image.ts';

/** An image that only adds code and packages to AWS's own runs as well on the managed runtime, which AWS patches. */
export const fix: CheckFix = {
  safety: 'review',
  plan({ subject, message }, app) {
    const fn = app.functions.find(({ id }) => id === subject);
    if (fn === undefined || message !== 'image') return noFix('a build on a schedule is made outside of the template');
    const written = writtenOf(fn.resource);
    if (written === undefined) return notWritten(fn.resource);
    const dockerfile = app.dockerfileOf(fn);
    if (written.type !== 'AWS::Serverless::Function' || dockerfile === null) return noFix('the Dockerfile of its image is not at hand');
    const image = plainImage(dockerfile.text);
    if (image === null) return noFix(`${dockerfile.path} does more than add code and packages to AWS's image`);
    if (property(fn.resource, 'FunctionName') !== undefined)
      return noFix('CloudFormation would have to make another function of the same name');
    if (property(fn.resource, 'ImageConfig') !== undefined) return noFix('its image has settings of its own');
    const runtime = newest(image.language);
    if (runtime === undefined || stringOf(writtenProperty(written, 'PackageType')) !== 'Image')
      return noFix('its package type is chosen elsewhere');
    return {
      safety: 'review',
      title: `Run ${written.logicalId} on the managed runtime ${runtime} instead of an image`,
      changes: [
        ...changesFor(written, { runtime, handler: image.handler }),
        // A managed runtime can write its logs as JSON, so that leaving it at text would be a new fault.
        ...(property(fn.resource, 'LoggingConfig.LogFormat') === undefined
          ? [setProperty(written, 'LoggingConfig.LogFormat', 'JSON')]
          : []),
      ],
      todo: [
        `${written.logicalId}: see that its code and packages stay below 250 MB and need nothing else of the image; CloudFormation makes a new function, with a new URL if it has one`,
      ],
    };
  },
};

function changesFor(written: Written, { runtime, handler }: { runtime: string; handler: string }): Change[] {
  const { file, path, node } = written;
  const context = stringOf(at(node, 'Metadata', 'DockerContext')) ?? '.';
  const metadata = at(node, 'Metadata');
  const own = metadata?.kind === 'map' ? metadata.keys() : [];
  const ofImage = own.filter((key) => key.startsWith('Docker'));
  const isOnly = ofImage.length === own.length;
  return [
    { kind: 'remove', file, path: propertyPath(written, 'PackageType') },
    ...(writtenProperty(written, 'ImageUri') === undefined
      ? []
      : [{ kind: 'remove', file, path: propertyPath(written, 'ImageUri') } as const]),
    setProperty(written, 'Runtime', runtime),
    setProperty(written, 'Handler', handler),
    setProperty(written, 'CodeUri', context),
    ...(isOnly
      ? [{ kind: 'remove', file, path: [...path, 'Metadata'] } as const]
      : ofImage.map((key) => ({ kind: 'remove', file, path: [...path, 'Metadata', key] }) as const)),
  ];
}

/** The newest managed runtime of a language. */
function newest(language: 'python' | 'nodejs'): string | undefined {
  return runtimeIds().find((id) => id.startsWith(language) && runtimeOf(id)?.successor === null);
}
