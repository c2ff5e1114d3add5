import { generatedList } from './generated-list.ts';
import { entryOf } from './lines.ts';
import { operationsOf } from './sdk.ts';

const decoded = new Map<string, ReadonlyMap<string, string>>();

/** What an operation's action of the same name is allowed on: `*`, `free` for a call that the SDK does not sign, else resources such as
 *  `rootcatalog()+database(Name)` with the members that name them, `?` behind one that the call need not have; undefined when there is no such action. */
export function operationResources(service: string, operation: string): string | undefined {
  let resources = decoded.get(service);
  if (resources === undefined) {
    resources = decode(service);
    decoded.set(service, resources);
  }
  return resources.get(operation);
}

/** The code that the list has for an operation without an action of its own name. */
export const NO_ACTION = '!';

/** The code that the list has for the resources at `index`: characters from `0` on, without the backslash and the control characters. */
export function resourcesCode(index: number): string {
  const code = 0x30 + index;
  return String.fromCodePoint(code < 0x5c ? code : code + 1 < 0x7f ? code + 1 : code + 0x23);
}

/** An entry is `<codes> <resources> <resources> ...`, one code for each operation, in their order. */
function decode(service: string): ReadonlyMap<string, string> {
  const [codes = '', ...resources] = (entryOf(generatedList('operation-resources'), service) ?? '').split(' ');
  const byCode = new Map(resources.map((text, index) => [resourcesCode(index), text]));
  const found = new Map<string, string>();
  const operations = operationsOf(service);
  for (const [index, code] of codes.split('').entries()) {
    const text = byCode.get(code);
    const operation = operations[index];
    if (text !== undefined && operation !== undefined) found.set(operation, text);
  }
  return found;
}
