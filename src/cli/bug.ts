import { fileURLToPath } from 'node:url';
import { VERSION } from '../util/version.ts';

/** What to send when casemate itself failed: version, machine, the command without its values, and the stack without folders of this machine. */
export function bugReport(error: unknown, args: readonly string[]): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = [
    'casemate: this is a bug in casemate, not in your app. No verdict was reached.',
    'Please report the lines below; read them first for names that you want to keep to yourself.',
    '',
    `casemate ${VERSION}, node ${process.version}, ${process.platform} ${process.arch}`,
    `command: casemate ${args.map(withoutValue).join(' ')}`,
    withoutFolders(stack),
  ];
  return `${lines.join('\n')}\n`;
}

/** Commands and option names stay; paths and values become a mark. */
function withoutValue(argument: string, index: number): string {
  if (argument.startsWith('-')) return argument.split('=')[0] ?? argument;
  return index === 0 && /^[a-z]+$/.test(argument) ? argument : '…';
}

function withoutFolders(stack: string): string {
  const root = new URL('../..', import.meta.url);
  return stack
    .replaceAll(root.href, '')
    .replaceAll(fileURLToPath(root), '')
    .replaceAll(currentFolder() ?? '\0', '.');
}

/** The current folder; null where it was deleted meanwhile, as `process.cwd` then throws. */
function currentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}
