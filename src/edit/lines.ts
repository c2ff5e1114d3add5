/** The lines of a text that ends with a line break. Offsets in, offsets out. */
export class Lines {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Where the line of an offset begins. */
  startOf(offset: number): number {
    return offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the line break of an offset's line begins. */
  endOf(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    if (end < 0) return this.text.length;
    return end > offset && this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** Where the line behind that of an offset begins. */
  next(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end < 0 ? this.text.length : end + 1;
  }

  /** The text of an offset's line before that offset. */
  before(offset: number): string {
    return this.text.slice(this.startOf(offset), offset);
  }

  /** Whether only blanks stand on the line that begins at an offset; not so at the end of the text. */
  isBlank(start: number): boolean {
    return start < this.text.length && this.text.slice(start, this.endOf(start)).trim() === '';
  }

  /** Where the blank lines directly above the line that begins at an offset start; the offset itself when there are none. */
  blankAbove(start: number): number {
    let at = start;
    while (at > 0 && this.isBlank(this.startOf(at - 1))) at = this.startOf(at - 1);
    return at;
  }

  /** The column of the comment on the line that begins at an offset, if nothing else stands there. */
  commentColumn(start: number): number | undefined {
    return /^( *)#/.exec(this.text.slice(start, this.endOf(start)))?.[1]?.length;
  }

  /** Whether what begins at an offset, a line's start, would be read as part of a text behind `|` that ends there and is farther right than a column. */
  continuesText(start: number, column: number): boolean {
    for (let at = start; at < this.text.length; at = this.next(at)) {
      const comment = this.commentColumn(at);
      if (comment === undefined && !this.isBlank(at)) return false;
      if ((comment ?? this.endOf(at) - at) > column) return true;
    }
    return false;
  }
}
