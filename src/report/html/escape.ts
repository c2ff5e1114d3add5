import { visible } from '../visible.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that HTML shows as it is, in content and in quoted attributes; characters that would act instead of appearing are marks. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A link to one of AWS's pages; anything but https stays text. */
export function link(address: string, text: string): string {
  const isSafe = /^https:\/\/[\w.-]+\//.test(address);
  return isSafe ? `<a href="${escapeHtml(address)}" rel="noreferrer">${escapeHtml(text)}</a>` : escapeHtml(text);
}
