import { posix } from 'node:path';
import { childIn, namedChildren } from '../../../src/behavior/python/tree.ts';
import { edited, everyNode, isBinding, mentions, moduleVariables, parse, textOf } from './python-syntax.ts';
import type { Edit, Found, ModuleVariable, Node, Source } from './python-syntax.ts';

/** A way to write the same program otherwise. */
export interface Rewrite {
  readonly name: string;
  /** The edits of one file and files beside it, by their whole path; no edits: it does not apply. */
  readonly of: (source: Source) => { readonly edits: readonly Edit[]; readonly files?: ReadonlyMap<string, string> };
}

/** The files of a program that a rewrite changes or adds; empty when it applies to none. */
export function rewritten(rewrite: Rewrite, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const [path, text] of files) {
    const others = new Map([...files].filter(([other]) => other !== path));
    const { edits, files: added } = rewrite.of(parse(path, text, others));
    if (edits.length === 0) continue;
    changed.set(path, edited(text, edits));
    added?.forEach((one, name) => changed.set(name, one));
  }
  for (const [path, text] of changed) parse(path, text);
  return changed;
}

const before = (at: number, text: string): Edit => ({ start: at, end: at, text });
const after = (at: number, text: string): Edit => ({ start: at, end: at, text, closes: true });
const replaced = ({ start, end }: Node, text: string): Edit => ({ start, end, text });
const afterImports = (source: Source, text: string): Edit => before(source.afterImports, `\n${text}\n`);

/** Edits with something that they need; none when there are none. */
const needing = (edits: readonly Edit[], ...needed: readonly Edit[]): { edits: readonly Edit[] } => ({
  edits: edits.length === 0 ? [] : [...needed, ...edits],
});

/** A call of a method with members of an operation's input (`TableName=…`). */
interface Operation {
  readonly call: Node;
  readonly callee: Node;
  readonly object: Node;
  readonly method: Node;
  readonly list: Node;
}

function operations(source: Source): readonly Operation[] {
  return everyNode(source.root).flatMap(({ node }): Operation[] => {
    const [callee, list] = [childIn(node, 'function'), childIn(node, 'arguments')];
    if (node.type !== 'call' || callee?.type !== 'attribute' || list?.type !== 'argument_list') return [];
    const isInput = ({ type, children: [name] }: Node): boolean => type === 'keyword_argument' && /[A-Z]/.test(textOf(source, name));
    const [object, method] = [childIn(callee, 'object'), childIn(callee, 'attribute')];
    return object && method && list.children.some(isInput) ? [{ call: node, callee, object, method, list }] : [];
  });
}

const opening = (list: Node, text: string): Edit => ({ start: list.start, end: list.start + 1, text });

/** Local variables of functions, each with its function. */
function locals(source: Source): readonly { readonly name: string; readonly within: Node }[] {
  const functions = everyNode(source.root).filter(
    ({ node, parents }) => node.type === 'function_definition' && !parents.some((one) => one.type === 'function_definition'),
  );
  return functions.flatMap(({ node: within }) => {
    const all = everyNode(within);
    const targets = all.filter(
      ({ node, parents: [parent] }) => node.type === 'identifier' && node.field === 'left' && parent?.type === 'assignment',
    );
    return [...new Set(targets.map(({ node }) => textOf(source, node)))]
      .filter((name) => !mentions(source, within, name).some(({ parents: [parent] }) => SHARED.test(parent?.type ?? '')))
      .filter((name) => !all.some(({ node }) => node.type === 'class_definition' && mentions(source, node, name).length > 0))
      .map((name) => ({ name, within }));
  });
}

const SHARED = /parameter|global_statement|nonlocal_statement|function_definition|class_definition|dotted_name|case_pattern|as_pattern/;

const renameLocals: Rewrite = {
  name: 'locals with other names',
  of: (source) => ({
    edits: locals(source).flatMap(({ name, within }) =>
      mentions(source, within, name).map(({ node }) => replaced(node, `${name}_renamed`)),
    ),
  }),
};

const renameModuleVariables: Rewrite = {
  name: 'variables of the module with other names',
  of: (source) => ({
    edits: moduleVariables(source).flatMap(({ name, statement, reads }) => [
      replaced(mentions(source, statement, name)[0]!.node, `${name}_renamed`),
      ...reads.map((node) => replaced(node, `${name}_renamed`)),
    ]),
  }),
};

/** `import boto3`, where nothing else gives that name a meaning. */
function sdkImport(source: Source): { readonly statement: Node; readonly uses: readonly Found[] } | undefined {
  const statement = namedChildren(source.root).find((one) => one.type === 'import_statement' && textOf(source, one) === 'import boto3');
  const uses = mentions(source, source.root, 'boto3').filter(({ parents }) => !parents.some((one) => /import/.test(one.type)));
  return statement === undefined || uses.some(isBinding) ? undefined : { statement, uses };
}

const aliasImport: Rewrite = {
  name: 'boto3 imported under another name',
  of: (source) => {
    const found = sdkImport(source);
    if (found === undefined) return { edits: [] };
    return { edits: [after(found.statement.end, ' as aws_sdk'), ...found.uses.map(({ node }) => replaced(node, 'aws_sdk'))] };
  },
};

const importMembers: Rewrite = {
  name: 'client and resource imported from boto3',
  of: (source) => {
    const found = sdkImport(source);
    const uses =
      found?.uses.map(({ parents: [parent] }) => ({ parent, member: parent && textOf(source, childIn(parent, 'attribute')) })) ?? [];
    const members = [...new Set(uses.map(({ member }) => member))];
    if (found === undefined || uses.length === 0 || !members.every((one) => /^(?:client|resource|Session)$/.test(one ?? '')))
      return { edits: [] };
    const names = members.map((member) => `${member} as boto3_${member}`).join(', ');
    return {
      edits: [
        replaced(found.statement, `from boto3 import ${names}`),
        ...uses.map(({ parent, member }) => replaced(parent!, `boto3_${member}`)),
      ],
    };
  },
};

const dictArguments: Rewrite = {
  name: 'arguments in dicts',
  of: (source) => ({
    edits: operations(source).flatMap(({ list }) =>
      namedChildren(list).flatMap((argument) => {
        const [name, value] = [childIn(argument, 'name'), childIn(argument, 'value')];
        if (argument.type !== 'keyword_argument' || name === undefined || value === undefined) return [];
        return [{ start: argument.start, end: value.start, text: `**{"${textOf(source, name)}": ` }, after(value.end, '}')];
      }),
    ),
  }),
};

const argumentsBefore: Rewrite = {
  name: 'arguments gathered before the call',
  of: (source) => ({
    edits: everyNode(source.root).flatMap(({ node, parents: [block] }) => {
      const call = node.type === 'expression_statement' ? node.children[0] : undefined;
      const found = operations(source).find((one) => one.call === call);
      if (call === undefined || found === undefined || block?.type !== 'block') return [];
      const list = namedChildren(found.list);
      if (list.some((argument) => argument.type !== 'keyword_argument')) return [];
      const entries = list.map((argument) => `${textOf(source, childIn(argument, 'name'))}=${textOf(source, childIn(argument, 'value'))}`);
      const text = `gathered = dict(${entries.join(', ')}); ${textOf(source, found.callee)}(**gathered)`;
      return [replaced(call, text)];
    }),
  }),
};

const HELPER = 'def call_through(operation, *args, **kwargs):\n    return operation(*args, **kwargs)';

function callsThroughHelper(source: Source): Edit[] {
  return operations(source).flatMap(({ callee, list }) => [before(callee.start, 'call_through('), opening(list, ', ')]);
}

const helperFunction: Rewrite = {
  name: 'operations called by a helper function',
  of: (source) => needing(callsThroughHelper(source), afterImports(source, `\n${HELPER}\n`)),
};

/** A new module in the file's folder and how the file imports from it. */
function beside(source: Source, name: string): { readonly path: string; readonly module: string } {
  const folder = posix.dirname(source.path);
  const base = `${posix.basename(source.path, '.py').replaceAll(/\W/g, '_')}_${name}`;
  const isPackage = source.others.has(posix.join(folder, '__init__.py')) || posix.basename(source.path) === '__init__.py';
  return { path: posix.join(folder, `${base}.py`), module: isPackage ? `.${base}` : base };
}

const helperFile: Rewrite = {
  name: 'operations called by a helper in another file',
  of: (source) => {
    const { path, module } = beside(source, 'calls');
    const edits = needing(callsThroughHelper(source), afterImports(source, `from ${module} import call_through`));
    return { ...edits, files: new Map([[path, `${HELPER}\n`]]) };
  },
};

const methodsByName: Rewrite = {
  name: 'operations by getattr',
  of: (source) => ({
    edits: operations(source).flatMap(({ object, method, callee }) => [
      before(object.start, 'getattr('),
      { start: object.end, end: callee.end, text: `, "${textOf(source, method)}")` },
    ]),
  }),
};

const partials: Rewrite = {
  name: 'operations by functools.partial',
  of: (source) =>
    needing(
      operations(source).flatMap(({ call, callee, list }) => [
        before(callee.start, 'partial_of('),
        opening(list, ', '),
        after(call.end, '()'),
      ]),
      afterImports(source, 'from functools import partial as partial_of'),
    ),
};

const lambdas: Rewrite = {
  name: 'operations in lambdas',
  of: (source) => ({
    edits: operations(source)
      .filter(({ call }) => !everyNode(call).some(({ node }) => /^(?:await|yield|named_expression)$/.test(node.type)))
      .flatMap(({ call }) => [before(call.start, '(lambda: '), after(call.end, ')()')]),
  }),
};

/** Reads of `os.environ["NAME"]`. */
function environmentReads(source: Source): readonly { readonly node: Node; readonly key: Node; readonly name: string }[] {
  return everyNode(source.root).flatMap(({ node, parents }) => {
    const [object, key] = [childIn(node, 'value'), childIn(node, 'subscript')];
    if (node.type !== 'subscript' || textOf(source, object) !== 'os.environ' || key === undefined || node.field === 'left') return [];
    if (!/^["']\w+["']$/.test(textOf(source, key)) || parents.some((one) => one.type === 'string')) return [];
    return [{ node, key, name: textOf(source, key).slice(1, -1) }];
  });
}

const getenv: Rewrite = {
  name: 'the environment read by os.getenv',
  of: (source) => ({
    edits: environmentReads(source).map(({ node, key }) => replaced(node, `os.getenv(${textOf(source, key)})`)),
  }),
};

/** Variables that may not be set are read so that importing the module does not fail. */
const configClass: Rewrite = {
  name: 'the environment read into a class of settings',
  of: (source) => {
    const reads = environmentReads(source);
    const names = [...new Set(reads.map(({ name }) => name))];
    const settings = names.map((name) => `    ${name} = os.environ.get("${name}")`).join('\n');
    return needing(
      reads.map(({ node, name }) => replaced(node, `SettingsRead.${name}`)),
      afterImports(source, `\nclass SettingsRead:\n${settings}\n`),
    );
  },
};

const environmentText: Rewrite = {
  name: 'the environment in f-strings',
  of: (source) => ({
    edits: environmentReads(source).map(({ node, name }) => replaced(node, `f"{os.environ['${name}']}"`)),
  }),
};

/** Clients and resources that are kept in variables of the module. */
function keptClients(source: Source): readonly ModuleVariable[] {
  return moduleVariables(source).filter(
    ({ value, statement }) =>
      value.type === 'call' &&
      /^(?:boto3\.)?(?:Session\(.*\)\.)?(?:client|resource)\(/s.test(textOf(source, value)) &&
      statement.start >= source.afterImports,
  );
}

const clientInField: Rewrite = {
  name: 'clients in fields of an object',
  of: (source) => ({
    edits: keptClients(source).flatMap(({ name, statement, value, reads }) => [
      {
        start: statement.start,
        end: statement.end,
        text: `class Holder_${name}:\n    def __init__(self):\n        self.client = ${textOf(source, value)}\n\n\nholder_${name} = Holder_${name}()`,
      },
      ...reads.map((node) => replaced(node, `holder_${name}.client`)),
    ]),
  }),
};

const lazyClient: Rewrite = {
  name: 'clients made when first used',
  of: (source) => ({
    edits: keptClients(source).flatMap(({ name, statement, value, reads }) => [
      {
        start: statement.start,
        end: statement.end,
        text: `kept_${name} = None\n\n\ndef get_${name}():\n    global kept_${name}\n    if kept_${name} is None:\n        kept_${name} = ${textOf(source, value)}\n    return kept_${name}\n`,
      },
      ...reads.map((node) => replaced(node, `get_${name}()`)),
    ]),
  }),
};

const clientsInAFile: Rewrite = {
  name: 'clients made in another file',
  of: (source) => {
    const own = new Set(moduleVariables(source).map(({ name }) => name));
    const kept = keptClients(source).filter(({ value }) => ![...own].some((name) => mentions(source, value, name).length > 0));
    const imports = namedChildren(source.root).filter((one) =>
      /^import (?:os|boto3)\b|^from (?:os|boto3) import/.test(textOf(source, one)),
    );
    const { path, module } = beside(source, 'clients');
    const lines = [...imports.map((one) => textOf(source, one)), ...kept.map(({ statement }) => textOf(source, statement))];
    const edits = kept.map(({ name, statement }) => replaced(statement, `from ${module} import ${name}`));
    return { edits, files: new Map([[path, `${lines.join('\n')}\n`]]) };
  },
};

const namedTexts: Rewrite = {
  name: 'texts kept in constants',
  of: (source) => {
    const found = everyNode(source.root).filter(({ node, parents: [parent] }) => {
      const isPlain = node.type === 'string' && !node.children.some((child) => child.type === 'interpolation');
      return isPlain && parent?.type === 'keyword_argument' && node.start >= source.afterImports && !textOf(source, node).includes('\n');
    });
    const constants = found.map(({ node }, index) => `TEXT_${index} = ${textOf(source, node)}`);
    return needing(
      found.map(({ node }, index) => replaced(node, `TEXT_${index}`)),
      afterImports(source, constants.join('\n')),
    );
  },
};

const handlerBehind: Rewrite = {
  name: 'functions behind others of their names',
  of: (source) => {
    const found = namedChildren(source.root).filter(({ type, children }) => {
      const name = textOf(
        source,
        children.find((child) => child.field === 'name'),
      );
      return type === 'function_definition' && mentions(source, source.root, name).length === 1 && !/^\w*_generator$/.test(name);
    });
    return {
      edits: found.flatMap((node) => {
        const name = childIn(node, 'name')!;
        const text = textOf(source, name);
        const isAsync = textOf(source, node).startsWith('async');
        const call = `${isAsync ? 'await ' : ''}${text}_inner(*args, **kwargs)`;
        return [
          replaced(name, `${text}_inner`),
          after(node.end, `\n\n\n${isAsync ? 'async ' : ''}def ${text}(*args, **kwargs):\n    return ${call}\n`),
        ];
      }),
    };
  },
};

/** Ways to write the same program otherwise. */
export const REWRITES: readonly Rewrite[] = [
  renameLocals,
  renameModuleVariables,
  aliasImport,
  importMembers,
  dictArguments,
  argumentsBefore,
  helperFunction,
  helperFile,
  methodsByName,
  partials,
  lambdas,
  getenv,
  configClass,
  environmentText,
  clientInField,
  lazyClient,
  clientsInAFile,
  namedTexts,
  handlerBehind,
];
