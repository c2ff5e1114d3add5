// Private-use characters that no policy holds: a `*` or `?` in a pattern that stands for itself.
const LITERAL_STAR = '\uE002';
const LITERAL_MARK = '\uE003';
const HOLE_START = '\uE000';
const ARN_PARTS = 6;

/** A pattern that only this text matches: its `*` and `?` are plain characters. Policy variables put texts into patterns this way. */
export function literalPattern(text: string): string {
  return text.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_MARK);
}

/** The text that a pattern made by `literalPattern` stands for. */
export function literalText(pattern: string): string {
  return pattern.replaceAll(LITERAL_STAR, '*').replaceAll(LITERAL_MARK, '?');
}

/** Whether the whole text fits: `*` is any run of characters (also `/` and `:`), `?` exactly one, all else itself, with regard to case.
 *  This is how a `Resource` element and `StringLike` compare. Remembers only the last star: costs at most pattern times text.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let star = -1;
  let retry = 0;
  for (let t = 0; t < text.length;) {
    if (pattern[p] === '*') {
      star = p++;
      retry = t;
    } else if (p < pattern.length && characterMatches(pattern[p]!, text[t]!)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++retry;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

function characterMatches(pattern: string, character: string): boolean {
  if (pattern === '?') return true;
  if (pattern === LITERAL_STAR) return character === '*';
  if (pattern === LITERAL_MARK) return character === '?';
  return pattern === character;
}

/** Whether a pattern of an `Action` element covers an action (`s3:GetObject`), without regard to case. Only stars alone cover
 *  every service; all other patterns name the service before a colon, and the two sides match on their own.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export function actionMatches(pattern: string, action: string): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const [service, name] = splitAction(pattern);
  const [askedService, askedName] = splitAction(action);
  if (name === undefined || askedName === undefined) return false;
  return globMatches(service, askedService) && globMatches(name, askedName);
}

// The same few actions and patterns are compared over and over.
const split = new Map<string, readonly [string, string | undefined]>();
const MOST_SPLIT = 10_000;

/** Service and name of an action or pattern, in lower case; no name without a colon. */
function splitAction(action: string): readonly [string, string | undefined] {
  const known = split.get(action);
  if (known !== undefined) return known;
  if (split.size >= MOST_SPLIT) split.clear();
  const lower = action.toLowerCase();
  const colon = lower.indexOf(':');
  const parts = colon < 0 ? ([lower, undefined] as const) : ([lower.slice(0, colon), lower.slice(colon + 1)] as const);
  split.set(action, parts);
  return parts;
}

/** Whether an ARN fits a pattern of `ArnLike`, `ArnEquals` or their negations: each of the six parts between colons matches on its
 *  own, so a `*` before the last part never crosses a colon. Stars alone fit every ARN; texts that are no ARN fit nothing.
 *  An opaque text that stands for a whole ARN compares as one part.
 *  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN */
export function arnMatches(pattern: string, arn: string): boolean {
  if (arn.startsWith(HOLE_START)) return globMatches(pattern, arn);
  const parts = arnParts(arn);
  if (parts === null) return false;
  if (/^\*+$/.test(pattern)) return true;
  const patterns = arnParts(pattern);
  return patterns !== null && patterns.every((part, i) => globMatches(part, parts[i]!));
}

function arnParts(arn: string): string[] | null {
  const parts = arn.split(':');
  if (parts.length < ARN_PARTS) return null;
  return [...parts.slice(0, ARN_PARTS - 1), parts.slice(ARN_PARTS - 1).join(':')];
}
