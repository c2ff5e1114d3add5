import type { DeploymentPackage, ModuleImport } from '../../../model/deployment-package.ts';

/** Modules that start programs, run text as code, or make objects of any class out of bytes. */
const DANGEROUS: ReadonlySet<string> = new Set([
  'child_process',
  'vm',
  'worker_threads',
  'cluster',
  'repl',
  'subprocess',
  'pickle',
  'marshal',
  'pty',
]);

/** Dangerous modules that a file imports and whose name stands nowhere else in it. */
export function unusedBuiltins({ imports }: DeploymentPackage): ModuleImport[] {
  return imports.filter((one) => one.isBuiltin && DANGEROUS.has(one.name) && isUnused(one));
}

function isUnused({ at }: ModuleImport): boolean {
  const { text } = at.source;
  const lineStart = text.lastIndexOf('\n', at.start) + 1;
  const lineEnd = text.indexOf('\n', at.end);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  const names = namesBoundBy(line.trim());
  if (names.length === 0) return false;
  const rest = text.slice(0, lineStart) + (lineEnd < 0 ? '' : text.slice(lineEnd));
  return names.every((name) => !new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(rest));
}

/** The names that an import of one line gives; none where it is written in another form. */
function namesBoundBy(line: string): string[] {
  const clause =
    /^import\s+(?:\*\s+as\s+)?([\w$]+)\s+from\s/.exec(line)?.[1] ??
    /^import\s*\{([^}]*)\}\s*from\s/.exec(line)?.[1] ??
    /^(?:const|let|var)\s+(?:([\w$]+)|\{([^}]*)\})\s*=\s*require\(/
      .exec(line)
      ?.slice(1)
      .find((part) => part !== undefined) ??
    /^import\s+(\w+)$/.exec(line)?.[1] ??
    /^import\s+\w+\s+as\s+(\w+)$/.exec(line)?.[1] ??
    /^from\s+\w+\s+import\s+([\w\s,]+)$/.exec(line)?.[1];
  return (clause ?? '')
    .split(',')
    .map((part) => /([\w$]+)\s*$/.exec(part.trim())?.[1] ?? '')
    .filter((name) => name !== '');
}
