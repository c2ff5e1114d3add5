/**
 * About where a YAML text is nested deeper than `levels`, for a text too deep to be parsed: the offset of the first bracket
 * or list mark too many. 0 when blocks alone make the depth. Quotes and comments are not told apart from the rest.
 */
export function deepPlace(text: string, levels: number): number {
  let brackets = 0;
  let marks = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '[' || character === '{') brackets++;
    else if (character === ']' || character === '}') brackets--;
    else if (character === '\n') marks = 0;
    else if (character === '-' && text[i + 1] === ' ') marks++;
    if (brackets + marks > levels) return i;
  }
  return 0;
}
