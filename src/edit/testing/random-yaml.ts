import { Chance } from './chance.ts';

/** A random YAML text with the marks of real templates, and whether it has anchors. */
export interface RandomYaml {
  readonly text: string;
  readonly hasAnchors: boolean;
}

/** Writes a YAML document of random form: comments and blank lines anywhere, both list styles, flow, block texts, short and long functions. */
export function randomYaml(seed: number): RandomYaml {
  const chance = new Chance(seed);
  const pen = new Pen(chance, chance.is(0.08));
  pen.comments(0, 0.3);
  if (chance.is(0.1)) pen.lines.push('---');
  pen.map(0, 0);
  pen.comments(chance.of([0, 2, 4]), 0.2);
  const eol = chance.is(0.15) ? '\r\n' : '\n';
  const end = chance.is(0.15) ? '' : chance.is(0.1) ? eol + eol : eol;
  const mark = chance.is(0.03) ? '\uFEFF' : '';
  return { text: mark + pen.lines.join(eol) + end, hasAnchors: pen.anchors.length > 0 };
}

const KEYS = [
  'Type',
  'Properties',
  'Handler',
  'Events',
  'Policies',
  'Effect',
  'Action',
  'Resource',
  'Tags',
  'Name',
  'Value',
  'Runtime',
  'Version',
];
const ODD_KEYS = ['"quoted key"', "'single'", '200', 'a b', 'x/y', "'on'", 'aws:SourceArn'];
const PLAIN = [
  'orders',
  'nodejs22.x',
  '30',
  '0.5',
  'true',
  'false',
  'null',
  '~',
  '2012-10-17',
  '012',
  'arn:aws:s3:::photos/*',
  'a b c',
  '-1',
  '1e3',
  'yes',
  'x#y',
];
const QUOTED = ["'it''s'", '"say \\"hi\\""', "'*'", '"a\\nb"', "''", '""', "'# no comment'", '"{x}"', "'2012-10-17'"];
const FUNCTIONS = [
  '!Ref Orders',
  '!GetAtt Orders.Arn',
  '!Sub orders-${Stage}',
  "!Sub '${Stage}: x'",
  '!If [IsProd, 1, 2]',
  "!Join ['', [a, !Ref B]]",
  '!Equals [!Ref A, b]',
  '!Not [!Condition IsProd]',
  '!Base64 text',
];
const FLOWS = [
  '{}',
  '[]',
  '[a, b]',
  '[ a, b, c ]',
  '{ a: 1 }',
  '{a: 1, b: [x, y]}',
  '{ \'k\': v, "j": !Ref X }',
  '[1]',
  '[{a: 1}, {a: 2}]',
  '{"a": 1, "b": {"c": "d"}}',
];

class Pen {
  readonly lines: string[] = [];
  readonly anchors: string[] = [];
  readonly #chance: Chance;
  readonly #mayAnchor: boolean;
  readonly #indent: number;
  readonly #dash: number;
  #count = 0;

  constructor(chance: Chance, mayAnchor: boolean) {
    this.#chance = chance;
    this.#mayAnchor = mayAnchor;
    this.#indent = chance.of([2, 2, 2, 4, 3]);
    this.#dash = chance.of([0, 2, 2, 4]);
  }

  /** Comments and blank lines between lines. */
  comments(column: number, probability: number): void {
    while (this.#chance.is(probability)) {
      if (this.#chance.is(0.4)) this.lines.push(this.#chance.is(0.1) ? '   ' : '');
      else this.lines.push(`${' '.repeat(this.#chance.is(0.75) ? column : this.#chance.below(column + 6))}# note ${this.#count++}`);
    }
  }

  map(column: number, depth: number, head?: string): void {
    const keys = new Set<string>();
    const size = 1 + this.#chance.below(depth === 0 ? 5 : 3);
    for (let i = 0; i < size; i++) keys.add(this.#chance.is(0.12) ? this.#chance.of(ODD_KEYS) : this.#chance.of(KEYS));
    let prefix = head ?? ' '.repeat(column);
    for (const key of keys) {
      if (prefix.trim() === '') this.comments(column, 0.15);
      this.#value(`${prefix}${key}:`, { column, deeper: this.#indent, dash: this.#dash }, depth);
      prefix = ' '.repeat(column);
    }
    if (this.#mayAnchor && this.anchors.length > 0 && depth > 0 && this.#chance.is(0.2))
      this.lines.push(`${prefix}<<: *${this.#chance.of(this.anchors)}`);
    if (this.#chance.is(0.08)) this.comments(column, 0.6);
  }

  #list(column: number, depth: number, head?: string): void {
    const size = 1 + this.#chance.below(3);
    let prefix = head ?? ' '.repeat(column);
    for (let i = 0; i < size; i++) {
      if (prefix.trim() === '') this.comments(column, 0.12);
      if (this.#chance.is(0.4) && depth < 4) this.map(column + 2, depth + 1, `${prefix}- `);
      else if (this.#chance.is(0.06) && depth < 4) this.#list(column + 2, depth + 1, `${prefix}- `);
      else this.#value(`${prefix}-`, { column, deeper: 2, dash: 2 }, depth);
      prefix = ' '.repeat(column);
    }
  }

  /** A value behind a key or dash. */
  #value(before: string, at: { column: number; deeper: number; dash: number }, depth: number): void {
    const chance = this.#chance;
    const tail = chance.is(0.12) ? ` # tail ${this.#count++}` : '';
    const kind = chance.next();
    if (depth < 4 && kind < 0.32) {
      const anchor = this.#mayAnchor && chance.is(0.4) ? ` &a${this.#count++}` : '';
      this.lines.push(before + anchor + tail);
      this.map(at.column + at.deeper, depth + 1);
      if (anchor !== '') this.anchors.push(anchor.slice(2));
    } else if (depth < 4 && kind < 0.47) {
      this.lines.push(before + tail);
      this.#list(at.column + at.dash, depth + 1);
    } else if (kind < 0.53) this.#blockText(before, at.column + at.deeper);
    else if (kind < 0.57) {
      this.lines.push(`${before} ${chance.of(['!Join', '!If', '!Sub', '!And', '!Select'])}${tail}`);
      this.#list(at.column + Math.max(at.dash, 1), depth + 2);
    } else if (kind < 0.6) {
      this.lines.push(before, `${' '.repeat(at.column + at.deeper)}${chance.of(['Fn::Sub: x', 'Ref: X', 'Fn::GetAtt: [A, B]'])}${tail}`);
    } else if (kind < 0.65) this.#longFlow(before, at.column + at.deeper);
    else if (this.anchors.length > 0 && chance.is(0.3)) this.lines.push(`${before} *${chance.of(this.anchors)}${tail}`);
    else if (kind < 0.68) this.lines.push(before + tail);
    else this.lines.push(`${before} ${chance.of(kind < 0.76 ? FLOWS : kind < 0.84 ? FUNCTIONS : kind < 0.9 ? QUOTED : PLAIN)}${tail}`);
  }

  #blockText(before: string, column: number): void {
    const chance = this.#chance;
    this.lines.push(`${before} ${chance.of(['', '', '!Sub '])}${chance.of(['|', '|', '>', '|-', '>-', '|+'])}`);
    const size = 1 + chance.below(4);
    for (let i = 0; i < size; i++) {
      const line = chance.of(['echo hi', '# not a comment', 'key: value', '  more', 'last']);
      this.lines.push(i > 0 && chance.is(0.15) ? '' : ' '.repeat(column) + (i === 0 ? line.trim() : line));
    }
  }

  #longFlow(before: string, column: number): void {
    const chance = this.#chance;
    const pad = ' '.repeat(column);
    const isMap = chance.is(0.5);
    const size = 1 + chance.below(4);
    const members = Array.from(
      { length: size },
      (_, i) => (isMap ? `k${i}: ` : '') + chance.of(['one', "'two'", '3', '[x, y]', '{ z: 1 }', '!Ref Q']),
    );
    const style = chance.below(3);
    const [open, close] = isMap ? ['{', '}'] : ['[', ']'];
    if (style === 0) this.lines.push(`${before} ${open}${members.join(`,\n${pad} `)}${close}`.replaceAll('\n', NEWLINE));
    else {
      const tails = members.map(
        (member, i) => pad + member + (i < size - 1 || style === 2 ? ',' : '') + (chance.is(0.1) ? ` # flow ${this.#count++}` : ''),
      );
      this.lines.push(
        `${before} ${open}`,
        ...tails.flatMap((line) => (chance.is(0.08) ? [`${pad}# in ${this.#count++}`, line] : [line])),
        `${pad}${close}`,
      );
    }
  }
}

/** A break within one entry of `lines`, whatever the file's own break is. */
const NEWLINE = '\n';
