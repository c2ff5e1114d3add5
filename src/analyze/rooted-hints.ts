import { relative } from 'node:path/posix';
import type { Config } from '../model/config.ts';
import { SourceFile } from '../util/span.ts';

/** The config with the places of its hints as seen from an app's root, as all places of an app are; both paths are relative to one folder. */
export function rootedAt(root: string, config: Config): Config {
  const { hints } = config.behavior;
  if (hints.length === 0 || root === '.') return config;
  const sources = new Map<SourceFile, SourceFile>();
  const rooted = hints.map((hint) => {
    const { source } = hint.at;
    const seen = sources.get(source) ?? new SourceFile(relative(root, source.path), source.text);
    sources.set(source, seen);
    return { ...hint, at: { ...hint.at, source: seen } };
  });
  return { ...config, behavior: { hints: rooted } };
}
