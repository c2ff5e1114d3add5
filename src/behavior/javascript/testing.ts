import type { Argument, ClassMember, Expr, FunctionIr, ModuleIr, ObjectEntry, Pattern, Stmt } from '../ir/ir.ts';
import { lowerJavaScript } from './lower.ts';

/** Lowers a source of a test. */
export function lowered(text: string, file: string = 'app.ts'): ModuleIr {
  return lowerJavaScript(file, text);
}

/** The statements of a source in the intermediate form, one a line, as they would be written in JavaScript. */
export function shown(text: string, file?: string): string {
  return showAll(lowered(text, file).body);
}

function showAll(stmts: readonly Stmt[]): string {
  return stmts.map(showStatement).join('\n');
}

function inBraces(stmts: readonly Stmt[]): string {
  return stmts.length === 0 ? '{}' : `{ ${stmts.map(showStatement).join('; ')} }`;
}

function showStatement(stmt: Stmt): string {
  switch (stmt.k) {
    case 'expr':
      return showExpression(stmt.value);
    case 'return':
    case 'throw':
      return stmt.value === null ? stmt.k : `${stmt.k} ${showExpression(stmt.value)}`;
    case 'if':
      return `if ${showExpression(stmt.test)} ${inBraces(stmt.then)} else ${inBraces(stmt.otherwise)}`;
    case 'loop':
      return `loop ${stmt.test === null ? '' : showExpression(stmt.test)} ${inBraces(stmt.body)} then ${inBraces(stmt.update)}`;
    case 'each':
      return `each ${showPattern(stmt.target)} of ${stmt.over} ${showExpression(stmt.of)} ${inBraces(stmt.body)}`;
    case 'switch': {
      const cases = stmt.cases.map((each) => `case ${each.tests.map(showExpression).join(', ')}: ${inBraces(each.body)}`);
      return `switch ${showExpression(stmt.subject)} { ${cases.join('; ')} }${stmt.fallsThrough ? '' : ' without falling through'}`;
    }
    case 'try': {
      const handlers = stmt.handlers.map((each) => ` catch ${each.target === null ? '' : showPattern(each.target)} ${inBraces(each.body)}`);
      return `try ${inBraces(stmt.body)}${handlers.join('')} finally ${inBraces(stmt.finally)}`;
    }
    default:
      return stmt.k;
  }
}

/** An expression, as it would be written in JavaScript. */
function showExpression(expr: Expr): string {
  switch (expr.k) {
    case 'const':
      return JSON.stringify(expr.value) ?? 'undefined';
    case 'var':
      return expr.name;
    case 'this':
    case 'super':
      return expr.k;
    case 'get':
      return `${showExpression(expr.object)}${expr.isAttribute && expr.key.k === 'const' ? `.${String(expr.key.value)}` : `[${showExpression(expr.key)}]`}`;
    case 'call':
      return `${showExpression(expr.callee)}(${showArguments(expr.args)})`;
    case 'new':
      return `new ${showExpression(expr.callee)}(${showArguments(expr.args)})`;
    case 'assign':
      return `${showPattern(expr.target)} = ${showExpression(expr.value)}`;
    case 'binary':
    case 'logical':
      return `(${showExpression(expr.left)} ${expr.op} ${showExpression(expr.right)})`;
    case 'conditional':
      return `(${showExpression(expr.test)} ? ${showExpression(expr.then)} : ${showExpression(expr.otherwise)})`;
    default:
      return showOther(expr);
  }
}

function showOther(expr: Expr): string {
  switch (expr.k) {
    case 'concat':
      return `text(${expr.parts.map(showExpression).join(', ')})`;
    case 'object':
      return `{${expr.entries.map(showEntry).join(', ')}}`;
    case 'list':
      return `[${showArguments(expr.items.map((item) => ({ ...item, name: null })))}]`;
    case 'function':
      return showFunction(expr.fn);
    case 'class':
      return `class ${expr.cls.name ?? ''}(${expr.cls.bases.map(showExpression).join(', ')}) { ${expr.cls.members.map(showMember).join('; ')} }`;
    case 'unary':
      return `${expr.op} ${showExpression(expr.value)}`;
    case 'await':
      return `await ${showExpression(expr.value)}`;
    case 'yield':
      return `yield${expr.delegate ? '*' : ''} ${expr.value === null ? '' : showExpression(expr.value)}`;
    case 'sequence':
      return `(${expr.parts.map(showExpression).join(', ')})`;
    case 'import':
      return `${expr.isRequire ? 'require' : 'import'}(${showExpression(expr.specifier)})`;
    case 'opaque':
      return `<${expr.because}>(${expr.parts.map(showExpression).join(', ')})`;
    default:
      return expr.k;
  }
}

function showFunction(fn: FunctionIr): string {
  const params = fn.params.map((param) => withDefault(showPattern(param.target), param.defaultValue));
  if (fn.rest !== null) params.push(`...${showPattern(fn.rest)}`);
  const kind = `${fn.isAsync ? 'async ' : ''}${fn.ownThis ? 'function' : 'arrow'}${fn.isGenerator ? '*' : ''}`;
  return `${kind} ${fn.name ?? ''}(${params.join(', ')}) ${inBraces(fn.body)}`;
}

function showMember(member: ClassMember): string {
  const decorators = member.decorators.map((each) => `@${showExpression(each)} `).join('');
  const value = member.value === null ? '' : ` ${showExpression(member.value)}`;
  return `${decorators}${member.isStatic ? 'static ' : ''}${member.kind} ${showExpression(member.key)}${value}`;
}

function showEntry(entry: ObjectEntry): string {
  if (entry.k === 'spread') return `...${showExpression(entry.value)}`;
  return `${entry.k === 'getter' ? 'get ' : ''}${showExpression(entry.key)}: ${showExpression(entry.value)}`;
}

function showArguments(args: readonly Argument[]): string {
  return args.map((arg) => `${arg.isSpread ? '...' : ''}${showExpression(arg.value)}`).join(', ');
}

function withDefault(target: string, value: Expr | null): string {
  return value === null ? target : `${target} = ${showExpression(value)}`;
}

function showPattern(pattern: Pattern): string {
  switch (pattern.k) {
    case 'name':
      return pattern.name;
    case 'member':
      return showExpression({ k: 'get', object: pattern.object, key: pattern.key, isAttribute: pattern.isAttribute, at: pattern.at });
    case 'fields': {
      const fields = pattern.fields.map(
        (field) => `${showExpression(field.key)}: ${withDefault(showPattern(field.target), field.defaultValue)}`,
      );
      return `{${[...fields, ...(pattern.rest === null ? [] : [`...${showPattern(pattern.rest)}`])].join(', ')}}`;
    }
    case 'elements': {
      const items = pattern.items.map((item) => (item === null ? '' : withDefault(showPattern(item.target), item.defaultValue)));
      return `[${[...items, ...(pattern.rest === null ? [] : [`...${showPattern(pattern.rest)}`])].join(', ')}]`;
    }
  }
}
