/** A pattern as a list of steps: a positive number is that character, a negative one a wildcard. */
export interface TextPattern {
  readonly steps: readonly number[];
  readonly ignoreCase: boolean;
  /** The text and how it was compiled: patterns with equal ids match the same texts. */
  readonly id: string;
}

/** `*`: any run of characters. */
export const STAR = -1;
/** `?`: one character. */
export const MARK = -2;
/** `*` within one part of an ARN: any run of characters without a colon. */
export const STAR_IN_PART = -3;
/** `?` within one part of an ARN. */
export const MARK_IN_PART = -4;

const COLON = 58;
const HOLE_START = 0xe000;
const ARN_PARTS = 6;

/** Stands for a `*` that is no wildcard: `${*}`. */
export const LITERAL_STAR = '\uE0F0';
/** Stands for a `?` that is no wildcard: `${?}`. */
export const LITERAL_MARK = '\uE0F1';

/** Stands for the value of a policy variable; `?` and the parts of ARNs never swallow it, for the value may be longer or hold colons. */
export function isSymbol(code: number): boolean {
  return code >= 0xe100 && code < 0xf800;
}

/** A pattern that only this text matches: `StringEquals`, `StringEqualsIgnoreCase`. */
export function exactPattern(text: string, ignoreCase = false): TextPattern {
  return pattern('=', codesOf(ignoreCase ? text.toLowerCase() : text).map(plain), ignoreCase);
}

/** `StringLike`, and the `Resource` element. */
export function globPattern(text: string, ignoreCase = false): TextPattern {
  return pattern('*', wildcards(codesOf(ignoreCase ? text.toLowerCase() : text), false), ignoreCase);
}

/** `ArnLike` and `ArnEquals`: wildcards of the first five parts stay within their part. Several patterns, for an opaque text may stand
 *  for a whole ARN and then compares as one text; none for a text that is no ARN.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN */
export function arnPatterns(text: string): readonly TextPattern[] {
  const codes = codesOf(text);
  if (codes[0] === HOLE_START) return [globPattern(text)];
  const whole = text.startsWith('*') ? [pattern('*', [HOLE_START, ...wildcards(codes, false)], false)] : [];
  const parts = /^\*+$/.test(text) ? ['*', '*', '*', '*', '*', '*'] : text.split(':');
  if (parts.length < ARN_PARTS) return whole;
  const head = parts.slice(0, ARN_PARTS - 1).flatMap((part) => [...wildcards(codesOf(part), true), COLON]);
  const tail = wildcards(codesOf(parts.slice(ARN_PARTS - 1).join(':')), false);
  return [pattern('a', [...head, ...tail], false), ...whole];
}

/** Whether every text of the narrower pattern is surely one of the wider; false may also mean that it takes a closer look. */
export function surelyCovers(wider: TextPattern, narrower: TextPattern): boolean {
  if (wider.id === narrower.id) return true;
  const { steps } = wider;
  if (steps.length === 1 && steps[0] === STAR) return true;
  return wider.ignoreCase === narrower.ignoreCase && stepsMatch(steps, narrower.steps);
}

/** Reads the narrower pattern as a text whose wildcards are characters that only `*` and equal wildcards match. */
function stepsMatch(wider: readonly number[], text: readonly number[]): boolean {
  let p = 0;
  let star = -1;
  let retry = 0;
  for (let t = 0; t < text.length;) {
    if (wider[p] === STAR) {
      star = p++;
      retry = t;
    } else if (p < wider.length && wider[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++retry;
    } else return false;
  }
  while (wider[p] === STAR) p++;
  return p === wider.length;
}

/** Whether the two cannot share a text, as their beginnings without wildcards already show. */
export function startApart(a: TextPattern, b: TextPattern): boolean {
  if (a.ignoreCase || b.ignoreCase) return false;
  for (let i = 0; i < a.steps.length && i < b.steps.length; i++) {
    const x = a.steps[i]!;
    const y = b.steps[i]!;
    if (x < 0 || y < 0) return false;
    if (x !== y) return true;
  }
  // The shorter one is over: apart when the other still demands a character.
  const rest = a.steps.length < b.steps.length ? b.steps[a.steps.length] : a.steps[b.steps.length];
  return rest !== undefined && rest !== STAR && rest !== STAR_IN_PART;
}

function pattern(kind: string, steps: readonly number[], ignoreCase: boolean): TextPattern {
  return { steps, ignoreCase, id: `${ignoreCase ? 'i' : ''}${kind}${steps.join(',')}` };
}

function codesOf(text: string): number[] {
  const codes: number[] = [];
  for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i));
  return codes;
}

function plain(code: number): number {
  return code === 0xe0f0 ? 42 : code === 0xe0f1 ? 63 : code;
}

function wildcards(codes: readonly number[], inPart: boolean): number[] {
  const steps: number[] = [];
  for (const code of codes) {
    const step = code === 42 ? (inPart ? STAR_IN_PART : STAR) : code === 63 ? (inPart ? MARK_IN_PART : MARK) : plain(code);
    // `**` matches what `*` does.
    if ((step === STAR || step === STAR_IN_PART) && steps.at(-1) === step) continue;
    steps.push(step);
  }
  return steps;
}
