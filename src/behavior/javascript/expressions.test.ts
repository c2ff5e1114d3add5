import { describe, expect, test } from 'vitest';
import { lowered, shown } from './testing.ts';

describe('expressions', () => {
  test.each([
    ['optional chaining is plain access', 'order?.lines?.[0]?.price()', 'order.lines[0].price()'],
    ["TypeScript's assertions leave no trace", '(event as Order)!.id satisfies string', 'event.id'],
    ['a template literal is a text of parts', '`orders-${stage}`', 'text("orders-", stage)'],
    ['a template literal without values is a constant', '`orders`', '"orders"'],
    ['a tagged template calls its tag with the texts and the values', 'sql`a ${b} c`', 'sql(["a ", " c"], b)'],
    [
      'a computed key is evaluated',
      '({ [table]: requests, ...rest, get size() { return 1 } })',
      '{table: requests, ...rest, get "size": function () { return 1 }}',
    ],
    ['a compound assignment reads and writes', 'total += 1', 'total = (total + 1)'],
    ['a logical assignment keeps what is there', 'client ??= make()', 'client = (client ?? make())'],
    ['an update of a member evaluates its object once', 'order().count++', '(value$1 = order(), value$1.count = (value$1.count + 1))'],
    ['a postfix update gives what was there before', 'x = n++', 'x = (n = (n + 1) - 1)'],
    ['a called sequence keeps its receiver', '(0, client.send)(command)', 'client.send(command)'],
    ['void 0 and undefined are the same', 'f(void 0, undefined)', 'f(undefined, undefined)'],
    ['dynamic import gives a module', "await import('./orders.js')", 'await import("./orders.js")'],
    [
      'private names keep their sign',
      'class A { #x = 1; f(o) { return #x in o && o.#x; } }',
      'A = class A() { field "#x" 1; method "f" function (o) { return (("#x" in o) && o.#x) } }',
    ],
    [
      'destructuring has defaults and rests',
      'const { TABLE = "orders", ...rest } = process.env, [a, , ...b] = c',
      '{"TABLE": TABLE = "orders", ...rest} = process.env\n[a, , ...b] = c',
    ],
    ['destructuring may write to members', '[a.b, { c: d[0] }] = e', '[a.b, {"c": d[0]}] = e'],
    ['new takes arguments', 'new Client({ region }, ...more)', 'new Client({"region": region}, ...more)'],
    ['a regular expression has no value that matters', 'a.replace(/x/g, b)', 'a.replace(<a regular expression>(), b)'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('import.meta tells where the module is', () => {
    expect(shown('read(import.meta.dirname)')).toContain('"dirname": __dirname}.dirname');
  });

  test('a component of JSX is called with its properties', () => {
    expect(shown('const page = <Invoice id={order.id}>{load()}</Invoice>', 'page.tsx')).toBe(
      'page = <JSX>(Invoice({"id": order.id, "children": [load()]}))',
    );
    expect(shown('const page = <p class="a">{load()}</p>', 'page.jsx')).toBe('page = <JSX>("a", load())');
  });

  test('a long sum is a balanced tree', () => {
    const text = Array.from({ length: 2_000 }, (_, i) => `'${i}'`).join(' + ');
    const depth = (expr: unknown): number => {
      const { left, right } = expr as { left?: unknown; right?: unknown };
      return left === undefined ? 1 : 1 + Math.max(depth(left), depth(right));
    };
    const [stmt] = lowered(text).body;
    expect(stmt?.k === 'expr' ? depth(stmt.value) : 0).toBeLessThan(15);
  });

  test('a class decorator may put another class in the place of its own', () => {
    expect(shown('@injectable() class Orders {}')).toBe('Orders = class Orders() {  }\nOrders = (injectable()(Orders) ?? Orders)');
  });

  test('parameter properties are set once this is there', () => {
    const text = 'class Repo extends Base { constructor(private table: string, public size = 1) { log(); super(); this.load(); } }';
    expect(shown(text)).toContain('function (table, size = 1) { log(); super(); this.table = table; this.size = size; this.load() }');
  });

  test('what TypeScript only declares is left out', () => {
    const text =
      'declare const a: string; type T = string; interface I {} function f(): void; function f(x?: any) {} abstract class A { abstract g(): void; name: string; h(this: A, x) {} }';
    expect(shown(text)).toBe('f = function f(x) {}\nA = class A() { method "h" function (x) {} }');
  });

  test('an enum is an object whose members see the earlier ones', () => {
    expect(shown("enum Table { Orders = 'orders', Alias = Orders, Count = 3, Next }")).toBe(
      'Table = {"Orders": "orders", "Alias": "orders", "Count": 3, "3": "Count", "Next": 4, "4": "Next"}',
    );
  });

  test('a namespace is an object of its exports', () => {
    expect(shown('namespace Names.Tables { const prefix = 1; export const orders = prefix; }')).toBe(
      'Names = {"Tables": arrow () { prefix = 1; orders = prefix; return {"orders": orders} }()}',
    );
  });
});
