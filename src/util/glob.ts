/**
 * A test for paths that fit a glob: `*` and `?` stay within one name, `**` spans folders, `{a,b}` and `[...]` are plain
 * characters. A glob without `/` fits the last name of a path. Paths are `/` separated.
 */
export function globTest(glob: string): (path: string) => boolean {
  const pattern = glob.replace(/^\.\//, '').replace(/\/$/, '/**');
  const anywhere = !pattern.includes('/');
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    if (character === '*' && pattern[i + 1] === '*') {
      const isFolder = pattern[i + 2] === '/';
      source += isFolder ? '(?:[^/]+/)*' : '.*';
      i += isFolder ? 2 : 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else source += character.replace(/[.+^${}()|[\]\\]/, '\\$&');
  }
  // A run of stars would make the test slow on purpose-made paths; one says the same.
  const regex = new RegExp(`^${source.replaceAll(/(?:\[\^\/\]\*){2,}/g, '[^/]*').replaceAll(/(?:\.\*){2,}/g, '.*')}$`);
  return (path) => regex.test(anywhere ? path.slice(path.lastIndexOf('/') + 1) : path);
}
