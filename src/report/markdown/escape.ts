import { visible } from '../visible.ts';

/** Text that Markdown and HTML show as it is: no markup, no tags, and nothing that GitHub turns into a mention, a reference or a link. */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/@(?=\w)|#(?=\d)|\bhttps?:(?=\/\/)|\bwww\.|\bGH-(?=\d)/gi, '$&\u200B')
    .replace(/[&\\`*_[\]|~<>!\u200B]|^[-+#=]/g, entity);
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** Text as inline code; its fence is longer than any run of backticks inside. */
export function inlineCode(text: string): string {
  const content = visible(text);
  const fence = '`'.repeat(longestRun(content) + 1);
  const space = content.startsWith('`') || content.endsWith('`') || content === '' ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}

/** Lines as a code block that nothing inside can close. */
export function codeBlock(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}text`, ...lines, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
}
