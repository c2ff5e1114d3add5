import type { App } from '../../../model/app.ts';
import type { Authored, Change } from '../../../model/change.ts';
import type { DeploymentPackage } from '../../../model/deployment-package.ts';
import type { FailOutcome } from '../../../model/finding.ts';
import type { CheckFix, Fix, NoFix } from '../../../model/fix.ts';
import { exactText, get } from '../../../model/value.ts';
import { noFix, setProperty, writtenOf } from '../../fixing/owner.ts';
import type { Written } from '../../fixing/owner.ts';
import { shippingOf } from '../manifest-uses.ts';
import type { Shipping } from '../manifest-uses.ts';
import { sharedFolders } from './shared-folders.ts';

/** Builds each function from its entry point with esbuild, so that it ships what it loads. */
export const fix: CheckFix = { safety: 'review', plan };

function plan(fail: FailOutcome, app: App): Fix | NoFix {
  const users = sharedFolders(shippingOf(app)).get(fail.subject === '.' ? '' : fail.subject) ?? [];
  const [first] = users;
  if (first === undefined) return noFix(`no functions share ${fail.subject} any more`);
  const written = users.map((one) => ({ one, written: writtenOf(one.fn.resource) }));
  const problem =
    obstacle(users) ??
    (written.every((each) => each.written?.type === 'AWS::Serverless::Function') ? null : 'only SAM builds with esbuild');
  if (problem !== null) return noFix(`${problem}; give each function a folder of its own`);
  const external = leftToRuntime(users);
  const changes = written.flatMap((each) => (each.written === undefined ? [] : bundled(each.one, each.written, external)));
  const hasEsbuild = first.shipped.manifest?.packages.some(({ name }) => name === 'esbuild') === true;
  return {
    safety: 'review',
    title: `Build the functions in ${fail.subject === '.' ? "the template's folder" : fail.subject} with esbuild, each from its entry point`,
    changes,
    todo: [
      ...(hasEsbuild ? [] : [`Run npm install --save-dev esbuild beside ${first.shipped.manifest?.source.path ?? 'the code'}`]),
      'Run sam build, and look for files that the code reads by name: esbuild leaves them out',
    ],
  };
}

/** Why esbuild cannot build the functions; null when nothing is known against it. */
function obstacle(users: readonly Shipping[]): string | null {
  if (users.some(({ shipped }) => shipped.language === 'python')) return 'esbuild bundles JavaScript only';
  if (users.some(({ shipped }) => shipped.manifest === null)) return 'esbuild needs a package.json in the folder';
  if (users.some(({ fn }) => get(fn.resource.attributes.get('Metadata'), 'BuildMethod') !== undefined))
    return 'they have a build of their own';
  const topLevelAwait = users.find(({ shipped }) => /^(?:const .*=\s*)?await\s/m.test(shipped.imports[0]?.at.source.text ?? ''));
  return topLevelAwait === undefined ? null : 'the bundle is CommonJS, which takes no await outside of functions';
}

/** `src/save.handler` of `src/save.mjs` becomes `save.handler`: a single entry point is written at the top. */
function bundled({ fn, shipped }: Shipping, written: Written, external: readonly string[]): Change[] {
  const entry = shipped.root === '' ? shipped.entry : shipped.entry.slice(shipped.root.length + 1);
  const properties = { EntryPoints: [entry], Target: 'es2022', ...(external.length === 0 ? {} : { External: external }) };
  const metadata: Authored = { BuildMethod: 'esbuild', BuildProperties: properties };
  const handler = exactText(fn.handler) ?? '';
  const plain = handler.slice(handler.lastIndexOf('/') + 1);
  const build: Change = { kind: 'set', file: written.file, path: [...written.path, 'Metadata'], value: metadata, after: 'Type' };
  return plain === handler ? [build] : [build, setProperty(written, 'Handler', plain)];
}

/** Parts of the SDK that package.json does not ask for: the runtime brings them, and esbuild would not find them. */
function leftToRuntime(users: readonly Shipping[]): string[] {
  const isLeft = ({ imports, manifest }: DeploymentPackage): boolean =>
    imports.some(({ name }) => name.startsWith('@aws-sdk/') && manifest?.packages.some((one) => one.name === name) !== true);
  return users.some(({ shipped }) => isLeft(shipped)) ? ['@aws-sdk/*'] : [];
}
