import { dirname, join, resolve } from 'node:path';
import { property } from '../model/template.ts';
import type { Resource } from '../model/template.ts';
import { exactText, itemsOf, resourceNamed, show } from '../model/value.ts';
import { boundaryOf, isInside, pathKind, relativePath } from './files.ts';
import type { AppPlace } from './files.ts';
import type { SourceApp } from './sources.ts';

/** A layer of the app whose content is not at hand. */
export interface UnreadLayer {
  /** Id of the layer, or of the function whose image holds what a layer would. */
  readonly id: string;
  readonly because: string;
}

/** The layers of a function that are resources of the app: the folders of those whose content is on disk, and the others. */
export function layersOf(fn: Resource, app: SourceApp): { readonly folders: readonly string[]; readonly unread: readonly UnreadLayer[] } {
  const folders: string[] = [];
  const unread: UnreadLayer[] = [];
  for (const layer of itemsOf(property(fn, 'Layers'))) {
    const resource = app.resource?.(resourceNamed(layer) ?? '');
    if (resource?.type !== 'AWS::Lambda::LayerVersion') continue;
    const folder = layerFolderOf(resource, app);
    if (folder !== undefined) folders.push(folder);
    const { id } = resource;
    // SAM does not hand the layer's Metadata (BuildMethod) on, so that the makefile itself has to tell.
    // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/building-layers.html
    if (folder !== undefined && pathKind(join(app.folder, folder, 'Makefile')) === 'file') {
      unread.push({ id, because: `the layer ${id} is built by a makefile, whose work is not followed` });
    } else if (folder === undefined) {
      unread.push({ id, because: `the content of the layer ${id}, ${show(property(resource, 'Content'))}, is not at hand` });
    }
  }
  return { folders, unread };
}

/** The folder of a layer's content, relative to the app's; undefined when it is elsewhere, packed, or not there. */
export function layerFolderOf(layer: Resource, app: AppPlace): string | undefined {
  const content = exactText(property(layer, 'Content'));
  if (content === undefined || content.includes('\0') || /^[a-z][a-z0-9+.-]*:\/\//i.test(content)) return undefined;
  const path = resolve(app.folder, dirname(layer.at.source.path), content);
  return pathKind(path) === 'folder' && isInside(boundaryOf(app), path) ? relativePath(app.folder, path) : undefined;
}
