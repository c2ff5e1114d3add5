import { join } from './paths.ts';
import type { SourceFiles } from './source-files.ts';

/** Files of a package that are looked into; larger ones are not. */
const MOST_FILES = 300;

/** Whether no file of a Python package's folder names boto3, botocore or what is made of them. */
export function knowsNoSdk(folder: string, files: SourceFiles): boolean {
  const open = [folder];
  let count = 0;
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const name of files.tree.list(path)) {
      const inner = join(path, name);
      if (!name.endsWith('.py')) {
        if (!name.includes('.') && files.isFolder(inner)) open.push(inner);
        continue;
      }
      count += 1;
      const file = files.tree.read(inner);
      if (count > MOST_FILES || file === undefined || !('text' in file) || /boto(?:3|core)/i.test(file.text)) return false;
    }
  }
  return true;
}
