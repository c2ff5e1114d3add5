/** What stands between two markers of a page, and is made anew. */
export interface Generated {
  readonly start: string;
  readonly end: string;
  readonly body: string;
}

/** The page with the part between its markers replaced. */
export function between(page: string, { start, end, body }: Generated): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`a page has lost its marker ${start} or ${end}`);
  return `${page.slice(0, from + start.length)}\n${body}\n${page.slice(to)}`;
}
