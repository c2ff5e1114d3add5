import type { RawUnknown } from './host.ts';
import type { FunctionCode, SourceTree } from './program.ts';

/** Programs in the app's layers that Lambda starts beside the function: they call AWS with its role, and are not followed.
 *  https://docs.aws.amazon.com/lambda/latest/dg/extensions-configuration.html */
export function layerExtensions({ layers }: Pick<FunctionCode, 'layers'>, tree: SourceTree): readonly RawUnknown[] {
  return layers.flatMap((layer) => {
    const folder = layer === '' ? 'extensions' : `${layer}/extensions`;
    return tree.list(folder).flatMap((name): RawUnknown[] => {
      const file = `${folder}/${name}`;
      if (name.startsWith('.') || tree.kind(file) !== 'file') return [];
      const because = `${name} runs beside the function as an extension, whose AWS calls are not followed`;
      return [{ code: 'untracked-library', because, at: { file, start: 0, end: 0 } }];
    });
  });
}
