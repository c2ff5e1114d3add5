import { fromData } from '../../builtins/javascript/json.ts';
import { textOfFile } from '../../builtins/python/files.ts';
import { readYaml } from '../../../util/yaml.ts';
import { toJson } from '../../../util/node.ts';
import { SourceFile } from '../../../util/span.ts';
import type { Abstract } from '../../value.ts';
import { exactText } from '../../values/values.ts';
import { argument, fn, harmless, moduleModel } from './build.ts';

/** PyYAML: `load` and its like give what a file of the package holds. https://pyyaml.org/wiki/PyYAMLDocumentation */
export function yamlModule(specifier: string): Abstract {
  const load = fn('yaml.load', (invocation) => {
    const given = argument(invocation, 0, 'stream');
    const text = exactText(textOfFile(given) ?? given);
    const read = text === undefined ? undefined : readYaml(new SourceFile('settings.yaml', text));
    return read?.ok ? fromData(invocation.host, toJson(read.node)) : harmless(specifier, 'load()');
  });
  return moduleModel(specifier, { load, safe_load: load, full_load: load });
}
