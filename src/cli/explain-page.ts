import pc from 'picocolors';
import { wrap } from '../report/width.ts';

/** How a page is laid out. */
export interface PageLayout {
  readonly color: boolean;
  readonly columns: number;
}

/** A docs page (our own Markdown) as text for a terminal: headings bold, tables as two columns, code indented, links as their text. */
export function pageForTerminal(markdown: string, layout: PageLayout): string {
  const colors = pc.createColors(layout.color);
  const lines: string[] = [];
  let isCode = false;
  for (const line of markdown.replace(/<!--[\s\S]*?-->\n*/g, '').split('\n')) {
    const heading = /^#+ (.*)$/.exec(line);
    if (line.startsWith('```')) isCode = !isCode;
    else if (isCode) lines.push(`    ${/^#? *\^/.test(line) ? colors.red(line) : line}`.trimEnd());
    else if (heading !== null) lines.push(colors.bold(heading[1] ?? ''));
    else if (line.startsWith('|')) lines.push(...tableRow(line));
    else lines.push(...paragraph(line, layout.columns));
  }
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

const KEY_COLUMNS = 12;

/** `| Severity | high |` in two columns; the rules and empty heads of tables say nothing here. */
function tableRow(line: string): string[] {
  const cells = line
    .split('|')
    .slice(1, -1)
    .map((cell) => plain(cell.trim()));
  if (cells.every((cell) => /^:?-*:?$/.test(cell))) return [];
  return [`  ${(cells[0] ?? '').padEnd(KEY_COLUMNS)}${cells.slice(1).join('  ')}`];
}

function paragraph(line: string, columns: number): string[] {
  const bullet = /^(\s*[-*] )?(.*)$/.exec(line);
  const head = bullet?.[1] ?? '';
  const [first = '', ...rest] = wrap(plain(bullet?.[2] ?? ''), columns - head.length);
  return [head + first, ...rest.map((text) => ' '.repeat(head.length) + text)];
}

function plain(text: string): string {
  return text
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1');
}
