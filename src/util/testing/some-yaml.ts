import fc from 'fast-check';

/** How the lines of a value are written: the first behind its key or mark, the others below it, indented. */
interface Written {
  readonly first: string;
  readonly below: readonly string[];
}

const words = fc.constantFrom(
  'Orders',
  'photos',
  'AWS::Lambda::Function',
  'a b',
  'x#y',
  'a:b',
  'http://example.com/?q=1',
  '-1',
  '- x',
  'é…',
);
const typed = fc.constantFrom(
  '1',
  '0644',
  '3.10',
  '1_000',
  '0x1F',
  '1e3',
  'yes',
  'No',
  'y',
  'true',
  'null',
  '~',
  '2012-10-17',
  '12:30:45',
  '.',
  '.5',
  '+.inf',
  '=',
  '012389',
);
const text = fc.oneof(words, typed, fc.string({ unit: fc.constantFrom(...Array.from('ab1 .:-#\'"\\,é/{}[]$*&!|>%@')), maxLength: 8 }));
const plain = fc.oneof(words, typed).filter((one) => one !== '- x');
const double = text.map((one) => JSON.stringify(one));
const single = text.map((one) => `'${one.replaceAll("'", "''")}'`);
const scalar = fc.oneof({ weight: 4, arbitrary: plain }, double, single, { weight: 1, arbitrary: fc.constant('') });
const note = fc.constantFrom('', '', '', '', ' # note', '  #', ' #- x: y');
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('Type', 'Properties', 'Events', 'Resources', 'on', '1', 'a b', 'Fn::Sub', '3.10') },
  fc.constantFrom('"quoted"', "'it''s'", '"a: b"', '~'),
);
const tag = fc.constantFrom('!Ref', '!Sub', '!GetAtt', '!If', '!Join', '!Condition', '!Unknown', '!!str');

const line = (first: string): Written => ({ first, below: [] });
const indented = (by: string, lines: readonly string[]): string[] => lines.map((one) => (one === '' ? one : by + one));

const { value } = fc.letrec<{ value: Written; block: Written; flow: string }>((tie) => ({
  flow: fc.oneof(
    { maxDepth: 3 },
    scalar.filter((one) => !/^[^"'].*[,[\]{}]/.test(one)),
    fc.array(tie('flow'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.array(fc.tuple(key, tie('flow')), { maxLength: 3 }).map((pairs) => `{${pairs.map(([name, one]) => `${name}: ${one}`).join(',')}}`),
  ),
  block: fc.oneof(
    fc
      .record({
        by: fc.constantFrom('  ', '    ', ' '),
        pairs: fc.array(fc.tuple(key, tie('value'), noteLines()), { minLength: 1, maxLength: 4 }),
      })
      .map(({ by, pairs }) => below(pairs.flatMap(([name, one, notes]) => [...entry(`${name}:`, one, by), ...notes]))),
    fc
      .record({ items: fc.array(fc.tuple(tie('value'), noteLines()), { minLength: 1, maxLength: 3 }) })
      .map(({ items }) => below(items.flatMap(([one, notes]) => [...entry('-', one, '  '), ...notes]))),
  ),
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.tuple(scalar, note).map(([one, end]) => line(one + end)),
    fc.tuple(tag, scalar, note).map(([name, one, end]) => line(`${name} ${one}${end}`)),
    tie('flow').map(line),
    fc.tuple(tag, tie('flow')).map(([name, one]) => line(`${name} ${one}`)),
    literal(),
    tie('block'),
    fc.tuple(tag, tie('block')).map(([name, one]) => ({ first: name, below: one.below })),
  ),
}));

/** Lines that all stand below. */
function below(lines: readonly string[]): Written {
  return { first: '', below: lines };
}

function entry(head: string, { first, below }: Written, by: string): string[] {
  return [first === '' ? head : `${head} ${first}`, ...indented(by, below)];
}

/** `|` and `>` with some lines. */
function literal(): fc.Arbitrary<Written> {
  const lines = fc.array(fc.constantFrom('one', '  two', '', '# three', 'four: five', '- six', '   '), { minLength: 1, maxLength: 5 });
  return fc.tuple(fc.constantFrom('|', '>', '|-', '>-', '|+'), lines).map(([mark, below]) => ({ first: mark, below }));
}

/** Comments and blank lines in any column. */
function noteLines(): fc.Arbitrary<string[]> {
  const one = fc.constantFrom('', '# left', '  # right', '        # far', '   ');
  return fc.oneof({ weight: 5, arbitrary: fc.constant<string[]>([]) }, fc.array(one, { maxLength: 3 }));
}

/** Documents in the way of templates: block maps and lists with scalars of every kind, tags, flow values, comments and blank lines; some are no YAML. */
export const someYaml: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '---\n', '# first\n\n'),
    fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('\n', '', '\n\n# last\n'),
  )
  .map(([start, pairs, end]) => start + pairs.flatMap(([name, one]) => entry(`${name}:`, one, '  ')).join('\n') + end);
