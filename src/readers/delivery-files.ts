import { dirname, join, resolve } from 'node:path';
import { deploys } from '../model/delivery.ts';
import type { Delivery, DeliveryFile } from '../model/delivery.ts';
import { SourceFile } from '../util/span.ts';
import { looksLikeTemplate } from './looks-like-template.ts';
import { listFolder, pathKind, readTextFile, realPath, relativePath, repositoryRoot } from './files.ts';

/** Files of build services that stand in the folder they build. */
const NAMED =
  /^(?:\.gitlab-ci\.ya?ml|[\w.-]*buildspec[\w.-]*\.ya?ml|appspec\.ya?ml|Jenkinsfile(?:\.[\w-]+)?|bitbucket-pipelines\.ya?ml|azure-pipelines[\w.-]*\.ya?ml|\.travis\.ya?ml|\.drone\.ya?ml|appveyor\.ya?ml|cloudbuild\.ya?ml|amplify\.yml)$/;
/** Folders that hold such files and nothing else. */
const FOLDERS: readonly (readonly [folder: string, name: RegExp])[] = [
  ['.github/workflows', /\.ya?ml$/],
  ['.circleci', /^config\.ya?ml$/],
  ['.buildkite', /^pipeline[\w.-]*\.ya?ml$/],
];
const MOST_FOLDERS = 16;
const MOST_FILES = 100;

/**
 * Pipeline files of an app's folder and of those around it, up to where the run was started and never beyond the git working tree. `root`:
 * the app's folder as seen from there.
 */
export function deliveryIn(folder: string, root: string): Delivery {
  const files: DeliveryFile[] = [];
  let unknown: string | null = null;
  for (const place of placesAround(folder, root)) {
    for (const [inner, name] of [['.', NAMED] as const, ...FOLDERS]) {
      const path = join(place, inner);
      if (pathKind(path) !== 'folder') continue;
      const listing = listFolder(path);
      if (!listing.ok) {
        unknown ??= `${relativePath(folder, path)} ${listing.message}`;
        continue;
      }
      for (const entry of listing.entries) {
        if (entry.kind !== 'file' || !name.test(entry.name)) continue;
        const shown = relativePath(folder, join(path, entry.name));
        const read = readTextFile(join(path, entry.name));
        if (!read.ok) unknown ??= `${shown} cannot be read`;
        else if (files.length >= MOST_FILES) unknown ??= `there are more than ${MOST_FILES} pipeline files`;
        else if (!looksLikeTemplate(read.text)) files.push({ source: new SourceFile(shown, read.text), deploys: deploys(read.text) });
      }
    }
  }
  return { files, unknown };
}

function placesAround(folder: string, root: string): string[] {
  const up = root === '.' || root.startsWith('..') ? [] : root.split('/').map(() => '..');
  const outermost = realPath(resolve(folder, ...up));
  const tree = repositoryRoot(folder);
  const places: string[] = [];
  for (let place = realPath(folder); places.length < MOST_FOLDERS; place = dirname(place)) {
    places.push(place);
    if (place === outermost || place === tree || dirname(place) === place) break;
  }
  return places;
}
