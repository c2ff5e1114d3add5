import { runtimeBrings } from '../../../data/runtime-packages.ts';
import type { App } from '../../../model/app.ts';
import type { Behavior } from '../../../model/behavior.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { ownPlace } from '../../../util/own-place.ts';
import type { SourceFile } from '../../../util/span.ts';

/** Oldest runtime from which the language itself changed little enough, and what of it is gone in the newest. */
interface Language {
  readonly from: number;
  readonly gone: RegExp;
  readonly words: string;
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  nodejs: {
    // Up to nodejs16.x the AWS SDK for JavaScript v2 was there without being shipped; nodejs24.x takes no handler with a callback.
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    from: 18,
    gone: /(?<![@\w-])aws-sdk['"/]|\bcallback\b|\bcontext\.(?:succeed|fail|done)\b|\bnew Buffer\(|\burl\.parse\(|\bpunycode\b/,
    words: 'see that it has no handler with a callback and ships the SDK it uses, and test it',
  },
  python: {
    // https://docs.python.org/3/whatsnew/3.12.html and 3.13: modules and functions that were removed.
    from: 3.9,
    gone: /\b(?:import|from)\s+(?:imp|asynchat|asyncore|smtpd|distutils|aifc|audioop|cgi|cgitb|chunk|crypt|imghdr|mailcap|msilib|nis|nntplib|ossaudiodev|pipes|sndhdr|spwd|sunau|telnetlib|uu|xdrlib)\b|get_event_loop\(|assertEquals\(|\bpkg_resources\b/,
    words: 'see that its packages are there for the new version, and test it',
  },
};

/** Why a person must look at a function before it runs on another runtime; null where its code was read whole and shows no reason. */
export function hazards(app: App, fn: LambdaFunction, { from, to }: { readonly from: string; readonly to: string }): string | null {
  const [, language = '', version = ''] = /^([a-z]+)([\d.]+\d)/.exec(from) ?? [];
  const known = LANGUAGES[language];
  if (known === undefined) return `build it for ${to}, and test it`;
  if (minor(version) < minor(String(known.from)))
    return language === 'python' && version.startsWith('2') ? 'translate it to Python 3' : known.words;
  if (fn.layers.length > 0) return 'see that its layers are made for the new version, and test it';
  // A copy of a package in the folder may hold machine code for the old version.
  if (app.packageOf(fn)?.imports.some(({ isPacked }) => isPacked) === true) return known.words;
  const behavior = app.behaviorOf(fn);
  const sources = sourcesOf(fn, behavior);
  if (!behavior.analysed || !behavior.complete || sources === null) return known.words;
  return sources.some(({ text }) => known.gone.test(text)) ? known.words : null;
}

/** A package that the code imports, that only the old runtime brings and that nothing asks for; null when there is none. */
export function lostPackage(app: App, fn: LambdaFunction, { from, to }: { readonly from: string; readonly to: string }): string | null {
  const shipped = app.packageOf(fn);
  if (shipped === null) return null;
  const isBrought = (runtime: string, name: string): boolean => runtimeBrings(runtime, shipped.language, name);
  // What is asked for in development alone is not packed, but a bundler takes it.
  const isShipped = (group: string): boolean => shipped.build !== 'folder' || group !== 'devDependencies';
  const isAsked = (name: string): boolean =>
    shipped.around.some(({ packages }) => packages.some((one) => one.name === name && isShipped(one.group)));
  const lost = shipped.imports.find(
    ({ name, isBuiltin, isGuarded, isPacked }) =>
      !isBuiltin && !isGuarded && !isPacked && isBrought(from, name) && !isBrought(to, name) && !isAsked(name),
  );
  return lost?.name ?? null;
}

/** `3.10` is more than `3.9`. */
function minor(version: string): number {
  const [major = 0, rest = 0] = version.split('.').map(Number);
  return major * 1000 + rest;
}

/** The files that were followed, as far as calls, reads and observations show their text; null where one is not shown, or there is none. */
function sourcesOf(fn: LambdaFunction, behavior: Behavior): SourceFile[] | null {
  const spans = [
    ...behavior.calls.flatMap(({ at, stack }) => [at, ...stack]),
    ...behavior.reads.map(({ at }) => at),
    ...behavior.observations.map(({ at }) => at),
  ];
  const sources = [...new Set(spans.map((at) => ownPlace(at).source).filter((source) => source !== fn.at.source))];
  const paths = new Set(sources.map(({ path }) => path));
  return behavior.files.length > 0 && behavior.files.every((path) => paths.has(path)) ? sources : null;
}
