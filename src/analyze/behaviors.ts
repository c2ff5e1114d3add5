import { behaviorOf } from '../behavior/behavior.ts';
import { lowerJavaScript } from '../behavior/javascript/lower.ts';
import { modelOf } from '../behavior/models/models.ts';
import { createModules } from '../behavior/modules/modules.ts';
import { lowerPython } from '../behavior/python/lower.ts';
import { preparePython } from '../behavior/python/prepare.ts';
import type { BehaviorSource } from '../model/app.ts';
import { pythonWasm } from '../readers/python-wasm.ts';
import type { LoadedApp } from '../readers/load.ts';
import { locateSource } from '../readers/sources.ts';
import { appFiles } from '../readers/source-tree.ts';

/** Most bytes of a source file that is followed. */
const SOURCE_BYTES = 5 * 1024 * 1024;

/** Loads the parser of Python, which can only be loaded ahead; that of JavaScript comes with the first file. */
export async function prepareBehaviors(): Promise<void> {
  await preparePython(pythonWasm());
}

/** Infers the behaviours of an app's functions. Files are read and lowered once, however many functions and variants share them. */
export function behaviorsOf(loaded: LoadedApp): BehaviorSource {
  const tree = appFiles(loaded.folder, SOURCE_BYTES);
  const modules = createModules(tree, { javascript: lowerJavaScript, python: lowerPython, model: modelOf });
  return (app, fn) => {
    const { code } = locateSource(fn.resource, { folder: loaded.folder, resource: (id) => app.resource(id) });
    return behaviorOf(app, fn, code, { tree, modules });
  };
}
