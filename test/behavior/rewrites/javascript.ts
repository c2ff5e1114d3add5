import { posix } from 'node:path';
import { declarations, edited, everyNode, mentions, nodeOf, nodesOf, parse, textOf, usesReceiver } from './syntax.ts';
import type { Edit, Found, Node, Source } from './syntax.ts';

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
    const { edits, files: added } = rewrite.of(parse(path, text));
    if (edits.length === 0) continue;
    changed.set(path, edited(text, edits));
    added?.forEach((one, name) => changed.set(name, one));
  }
  for (const [path, text] of changed) parse(path, text);
  return changed;
}

const before = (at: number, text: string): Edit => ({ start: at, end: at, text });
const after = (at: number, text: string): Edit => ({ start: at, end: at, text, closes: true });
const atTop = (source: Source, text: string): Edit => before(source.top, `\n${text}\n`);
const atEnd = (source: Source, text: string): Edit => before(source.text.length, `\n${text}\n`);

/** Variables of the file's own that are declared once and not exported: constants, clients, functions, parameters. */
function ownNames(source: Source): readonly string[] {
  const counts = declarations(source);
  const nodes = everyNode(source.program);
  const kept = new Set<unknown>(
    nodes.flatMap(({ node, parents }) => {
      if (/^(?:Import\w*Specifier|ExportSpecifier)$/.test(node.type)) return [nodeOf(node, 'local')?.['name']];
      if (/^TSEnum|^TSInterface|^Class/.test(node.type)) return [nodeOf(node, 'id')?.['name']];
      if (node.type === 'TSParameterProperty') {
        const parameter = nodeOf(node, 'parameter');
        return [(parameter && nodeOf(parameter, 'left'))?.['name'] ?? parameter?.['name']];
      }
      if (parents[0]?.type === 'ExportNamedDeclaration') return nodesOf(node, 'declarations').map((one) => nodeOf(one, 'id')?.['name']);
      return [];
    }),
  );
  const exported = nodes.filter(({ parents }) => /^Export(?:Named|Default)Declaration$/.test(parents[0]?.type ?? ''));
  exported.forEach(({ node }) => kept.add(nodeOf(node, 'id')?.['name']));
  return [...counts].filter(([name, count]) => count === 1 && !kept.has(name)).map(([name]) => name);
}

const renameLocals: Rewrite = {
  name: 'locals with other names',
  of: (source) => ({ edits: ownNames(source).flatMap((name) => mentions(source, name).map((one) => one.replaced(`${name}Renamed`))) }),
};

/** Calls `client.send(…)`. */
function sends(source: Source): readonly (Found & { readonly receiver: Node; readonly command: Node })[] {
  return everyNode(source.program).flatMap((found) => {
    const callee = nodeOf(found.node, 'callee');
    const [command, ...others] = nodesOf(found.node, 'arguments');
    if (found.node.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || callee['optional'] === true) return [];
    if (nodeOf(callee, 'property')?.['name'] !== 'send' || command === undefined || others.length > 0) return [];
    return [{ ...found, receiver: nodeOf(callee, 'object')!, command }];
  });
}

const HELPER = 'function sendThrough(sender, command) {\n  return sender.send(command);\n}';

function sendsThroughHelper(source: Source): Edit[] {
  return sends(source)
    .filter(({ receiver }) => receiver.type !== 'Super')
    .flatMap(({ node, receiver, command }) => [
      before(node.start, 'sendThrough('),
      { start: receiver.end, end: command.start, text: ', ' },
    ]);
}

const extractHelper: Rewrite = {
  name: 'commands sent by a helper function',
  of: (source) => {
    const edits = sendsThroughHelper(source);
    return { edits: edits.length === 0 ? [] : [...edits, atEnd(source, HELPER)] };
  },
};

/** A new file beside another, and how that one names it. */
function beside(source: Source, name: string): { readonly path: string; readonly specifier: string } {
  const extension = posix.extname(source.path);
  const base = `${posix.basename(source.path, extension)}-${name}`;
  return {
    path: posix.join(posix.dirname(source.path), base + extension),
    specifier: `./${base}${/\.m?js$/.test(extension) ? extension : ''}`,
  };
}

const extractToFile: Rewrite = {
  name: 'commands sent by a helper in another file',
  of: (source) => {
    const edits = sendsThroughHelper(source);
    if (edits.length === 0) return { edits };
    const { path, specifier } = beside(source, 'send');
    const take = source.isModule ? `import { sendThrough } from '${specifier}';` : `const { sendThrough } = require('${specifier}');`;
    const helper = source.isModule ? `export ${HELPER}\n` : `${HELPER}\nmodule.exports.sendThrough = sendThrough;\n`;
    return { edits: [...edits, atTop(source, take)], files: new Map([[path, helper]]) };
  },
};

const commandFirst: Rewrite = {
  name: 'commands made before they are sent',
  of: (source) => ({
    edits: sends(source).flatMap(({ command, parents }, index) => {
      const statement = parents.findIndex((one) => /Statement$|Declaration$|Function/.test(one.type));
      const { [statement]: whole, [statement + 1]: block } = parents;
      if (command.type !== 'NewExpression' || whole === undefined || block === undefined) return [];
      if (!/^(?:Expression|Return)Statement$|^VariableDeclaration$/.test(whole.type) || !/^(?:BlockStatement|Program)$/.test(block.type))
        return [];
      if (
        parents
          .slice(0, statement)
          .some(
            (one) =>
              one.type === 'CallExpression' &&
              nodesOf(one, 'arguments').some((argument) => everyNode(argument).some(({ node }) => node === command) && one !== parents[0]),
          )
      )
        return [];
      return [
        before(whole.start, `const commandMade${index} = ${textOf(source, command)};\n`),
        { start: command.start, end: command.end, text: `commandMade${index}` },
      ];
    }),
  }),
};

/** Variables that hold a client of the SDK v3, made where they are declared. */
function clientVariables(source: Source): readonly { readonly name: string; readonly made: Node; readonly declarator: Node }[] {
  const own = new Set(ownNames(source));
  return everyNode(source.program).flatMap(({ node, parents }) => {
    const made = node.type === 'VariableDeclarator' ? nodeOf(node, 'init') : undefined;
    const name = nodeOf(node, 'id')?.['name'];
    if (made?.type !== 'NewExpression' || !/^\w+Client$/.test(String(nodeOf(made, 'callee')?.['name']))) return [];
    const isAlone = nodesOf(parents[0]!, 'declarations').length === 1 && parents[1]?.type === 'Program';
    return typeof name === 'string' && own.has(name) && isAlone ? [{ name, made, declarator: parents[0]! }] : [];
  });
}

const wrapClient: Rewrite = {
  name: 'clients inside of a wrapper class',
  of: (source) => {
    const onlySend = clientVariables(source).filter(({ name, declarator }) =>
      mentions(source, name).every(({ found: { parents } }) => {
        if (parents.includes(declarator)) return true;
        const member = parents[0]!;
        return member.type === 'MemberExpression' && nodeOf(member, 'property')?.['name'] === 'send' && parents[1]?.['callee'] === member;
      }),
    );
    const wrapper =
      'class ClientWrapper {\n  constructor(inner) {\n    this.inner = inner;\n  }\n\n  async send(command) {\n    return this.inner.send(command);\n  }\n}';
    const edits = onlySend.flatMap(({ made }) => [before(made.start, 'new ClientWrapper('), after(made.end, ')')]);
    return { edits: edits.length === 0 ? [] : [atTop(source, wrapper), ...edits] };
  },
};

const clientInField: Rewrite = {
  name: 'clients in fields of an object',
  of: (source) => ({
    edits: clientVariables(source).flatMap(({ name, made, declarator }) => [
      { start: declarator.start, end: made.start, text: `class Holds${name} {\n  ${name} = ` },
      { start: made.end, end: declarator.end, text: `;\n}\nconst holds${name} = new Holds${name}();` },
      ...mentions(source, name)
        .filter(({ found }) => !found.parents.includes(declarator))
        .map((one) => one.replaced(`holds${name}.${name}`)),
    ]),
  }),
};

/** `import { A } from '@aws-sdk/…'` and `const { A } = require('@aws-sdk/…')`: the text of the package's name. */
function sdkSources(source: Source): readonly { readonly literal: Node; readonly statement: Node; readonly names: readonly Node[] }[] {
  return nodesOf(source.program, 'body').flatMap((statement) => {
    const isImport = statement.type === 'ImportDeclaration' && statement['importKind'] !== 'type';
    const [declarator] = nodesOf(statement, 'declarations');
    const call = declarator && nodeOf(declarator, 'init');
    const isRequire = call?.type === 'CallExpression' && nodeOf(call, 'callee')?.['name'] === 'require';
    const literal = isImport ? nodeOf(statement, 'source') : isRequire ? nodesOf(call, 'arguments')[0] : undefined;
    if (literal === undefined || !/^@aws-sdk\/(?:client|lib)-/.test(String(literal['value']))) return [];
    const names = isImport ? nodesOf(statement, 'specifiers') : nodesOf(nodeOf(declarator!, 'id')!, 'properties');
    const isPlain = names.every((one) => one.type === 'ImportSpecifier' || (one.type === 'Property' && one['shorthand'] === true));
    return isPlain && names.length > 0 ? [{ literal, statement, names }] : [];
  });
}

const throughBarrel: Rewrite = {
  name: 'the SDK re-exported by a module of its own',
  of: (source) => {
    const found = sdkSources(source);
    const { path, specifier } = beside(source, 'sdk');
    const reexports = found.map(({ literal, names }) => {
      if (!source.isModule) return `...require('${String(literal['value'])}'),`;
      const listed = names.map((one) => String(nodeOf(one, 'imported')!['name']));
      return `export { ${listed.join(', ')} } from '${String(literal['value'])}';`;
    });
    const text = source.isModule ? reexports.join('\n') : `module.exports = {\n${reexports.join('\n')}\n};`;
    return {
      edits: found.map(({ literal: { start, end } }) => ({ start, end, text: `'${specifier}'` })),
      files: new Map([[path, `${text}\n`]]),
    };
  },
};

const wholePackage: Rewrite = {
  name: 'the SDK imported as a whole',
  of: (source) => ({
    edits: sdkSources(source).flatMap(({ literal, statement, names }, index) => {
      const counts = declarations(source);
      const locals = names.map((one) => ({
        local: nodeOf(one, source.isModule ? 'local' : 'value')!,
        from: nodeOf(one, source.isModule ? 'imported' : 'key')!,
      }));
      if (locals.some(({ local }) => counts.get(String(local['name'])) !== 1)) return [];
      const value = `'${String(literal['value'])}'`;
      const text = source.isModule ? `import * as sdk${index} from ${value};` : `const sdk${index} = require(${value});`;
      const uses = locals.flatMap(({ local, from }) =>
        mentions(source, String(local['name']))
          .filter(({ found }) => !found.parents.includes(statement))
          .map((one) => one.replaced(`sdk${index}.${String(from['name'])}`)),
      );
      return [{ start: statement.start, end: statement.end, text }, ...uses];
    }),
  }),
};

/** Reads of `process.env.NAME`. */
function environmentReads(source: Source): readonly { readonly node: Node; readonly name: string }[] {
  return everyNode(source.program).flatMap(({ node, parents }) => {
    const object = nodeOf(node, 'object');
    const isRead = node.type === 'MemberExpression' && node['computed'] !== true && parents[0]?.type !== 'AssignmentExpression';
    return isRead && object !== undefined && textOf(source, object) === 'process.env'
      ? [{ node, name: String(nodeOf(node, 'property')!['name']) }]
      : [];
  });
}

function throughEnvironment(
  source: Source,
  how: { readonly declared: (names: readonly string[]) => string; readonly read: (name: string) => string },
): Edit[] {
  const reads = environmentReads(source);
  if (reads.length === 0) return [];
  const names = [...new Set(reads.map(({ name }) => name))];
  return [atTop(source, how.declared(names)), ...reads.map(({ node: { start, end }, name }) => ({ start, end, text: how.read(name) }))];
}

const configObject: Rewrite = {
  name: 'the environment read into a config object',
  of: (source) => ({
    edits: throughEnvironment(source, {
      declared: (names) => `const settingsRead = { ${names.map((name) => `${name}: process.env.${name}`).join(', ')} };`,
      read: (name) => `settingsRead.${name}`,
    }),
  }),
};

const destructured: Rewrite = {
  name: 'the environment taken apart',
  of: (source) => ({
    edits: throughEnvironment(source, {
      declared: (names) => `const { ${names.map((name) => `${name}: environment${name}`).join(', ')} } = process.env;`,
      read: (name) => `environment${name}`,
    }),
  }),
};

const literalsNamed: Rewrite = {
  name: 'texts kept in constants',
  of: (source) => {
    const found = everyNode(source.program).filter(({ node, parents: [parent] }) => {
      const isValue = parent?.type === 'Property' && parent['value'] === node;
      return isValue && node.type === 'Literal' && typeof node['value'] === 'string';
    });
    const constants = found.map(({ node }, index) => `const TEXT_${index} = ${textOf(source, node)};`);
    const edits = found.map(({ node: { start, end } }, index) => ({ start, end, text: `TEXT_${index}` }));
    return { edits: edits.length === 0 ? [] : [atTop(source, constants.join('\n')), ...edits] };
  },
};

const membersByText: Rewrite = {
  name: 'members named by texts',
  of: (source) => ({
    edits: everyNode(source.program).flatMap(({ node, parents }) => {
      const property = nodeOf(node, 'property');
      if (parents.some((one) => one.type === 'Decorator')) return [];
      if (node.type !== 'MemberExpression' || node['computed'] === true || node['optional'] === true || property?.type !== 'Identifier')
        return [];
      return [{ start: nodeOf(node, 'object')!.end, end: node.end, text: `['${String(property['name'])}']` }];
    }),
  }),
};

const inputsJoined: Rewrite = {
  name: 'inputs joined from parts',
  of: (source) => ({
    edits: everyNode(source.program).flatMap(({ node }) => {
      const [input] = nodesOf(node, 'arguments');
      const isCommand = node.type === 'NewExpression' && String(nodeOf(node, 'callee')?.['name']).endsWith('Command');
      return isCommand && input?.type === 'ObjectExpression' ? [before(input.start, 'Object.assign({}, '), after(input.end, ')')] : [];
    }),
  }),
};

const arrowsToFunctions: Rewrite = {
  name: 'functions for arrows',
  of: (source) => ({
    edits: everyNode(source.program).flatMap(({ node }) => {
      if (node.type !== 'ArrowFunctionExpression' || usesReceiver(node) || nodeOf(node, 'typeParameters')) return [];
      const params = nodesOf(node, 'params');
      if (params.some((param) => everyNode(param).some(({ node: inner }) => inner.type === 'ArrowFunctionExpression'))) return [];
      const [first] = params;
      const given = first === undefined ? '' : source.text.slice(first.start, params.at(-1)!.end);
      const body = nodeOf(node, 'body')!;
      const isBlock = body.type === 'BlockStatement';
      const head = `(${node['async'] === true ? 'async ' : ''}function (${given}) ${isBlock ? '' : '{ return ('}`;
      return [{ start: node.start, end: body.start, text: head }, after(body.end, isBlock ? ')' : '); })')];
    }),
  }),
};

const functionsToArrows: Rewrite = {
  name: 'arrows for functions',
  of: (source) => ({
    edits: nodesOf(source.program, 'body').flatMap((statement) => {
      const isExported = statement.type === 'ExportNamedDeclaration';
      const node = isExported ? nodeOf(statement, 'declaration') : statement;
      if (node?.type !== 'FunctionDeclaration' || node['generator'] === true || usesReceiver(node) || nodeOf(node, 'typeParameters'))
        return [];
      const name = String(nodeOf(node, 'id')!['name']);
      const params = nodesOf(node, 'params');
      const given = params.length === 0 ? '' : source.text.slice(params[0]!.start, params.at(-1)!.end);
      const head = `const ${name} = ${node['async'] === true ? 'async ' : ''}(${given}) => `;
      const body = nodeOf(node, 'body')!;
      if (isExported) return [{ start: node.start, end: body.start, text: head }, after(body.end, ';')];
      // What was hoisted must stand before its first use.
      return [{ start: node.start, end: node.end, text: '' }, atTop(source, `${head}${textOf(source, body)};`)];
    }),
  }),
};

const awaitToThen: Rewrite = {
  name: 'then for await',
  of: (source) => ({
    edits: everyNode(source.program).flatMap(({ node, parents: [fn] }) => {
      if (node.type !== 'BlockStatement' || fn?.['async'] !== true || fn['generator'] === true || fn['body'] !== node) return [];
      const statements = nodesOf(node, 'body');
      const index = statements.findIndex((statement) => awaited(statement) !== undefined);
      const statement = statements[index];
      if (statement === undefined || usesReceiver(fn) || statements.slice(index + 1).some((one) => one.type === 'FunctionDeclaration'))
        return [];
      const { promise, bound } = awaited(statement)!;
      return [
        { start: statement.start, end: promise.start, text: 'return Promise.resolve(' },
        { start: promise.end, end: statement.end, text: `).then(async (${bound === undefined ? '' : textOf(source, bound)}) => {` },
        after(node.end - 1, '});'),
      ];
    }),
  }),
};

/** `await promise;` and `const bound = await promise;`. */
function awaited(statement: Node): { readonly promise: Node; readonly bound?: Node } | undefined {
  const expression = statement.type === 'ExpressionStatement' ? nodeOf(statement, 'expression') : undefined;
  if (expression?.type === 'AwaitExpression') return { promise: nodeOf(expression, 'argument')! };
  const [declarator, ...others] = statement.type === 'VariableDeclaration' ? nodesOf(statement, 'declarations') : [];
  const init = declarator && nodeOf(declarator, 'init');
  if (init?.type !== 'AwaitExpression' || others.length > 0) return undefined;
  return { promise: nodeOf(init, 'argument')!, bound: nodeOf(declarator!, 'id')! };
}

/** Ways to write a JavaScript or TypeScript program otherwise, none of which changes what it does. */
export const REWRITES: readonly Rewrite[] = [
  renameLocals,
  extractHelper,
  extractToFile,
  commandFirst,
  wrapClient,
  clientInField,
  throughBarrel,
  wholePackage,
  configObject,
  destructured,
  literalsNamed,
  membersByText,
  inputsJoined,
  arrowsToFunctions,
  functionsToArrows,
  awaitToThen,
];
