import { expect, test } from 'vitest';
import { isGenerated, parse, shippedSources, textOf } from './project.ts';

/** Exports of a file that no docstring precedes, as `path:line name`. */
function undocumented(path: string): string[] {
  const text = textOf(path);
  const { program, comments } = parse(path, text);
  const documented = (start: number): boolean =>
    comments.some(
      (comment) =>
        comment.type === 'Block' && comment.value.startsWith('*') && comment.end <= start && text.slice(comment.end, start).trim() === '',
    );
  let overloaded = '';
  return program.body.flatMap((node) => {
    const exported = node.type === 'ExportNamedDeclaration' && node.declaration !== null;
    const whole = node.type === 'ExportDefaultDeclaration' && !path.endsWith('/check.ts');
    if (!exported && !whole) return [];
    const name =
      /^export\s+(?:default\s+|declare\s+|abstract\s+|async\s+)*(?:[a-z]+\*?\s+)?([\w$]+)/.exec(
        text.slice(node.start, node.start + 200),
      )?.[1] ?? '';
    // Overloads share the docstring of the first.
    const repeats = name !== '' && name === overloaded;
    overloaded = name;
    if (repeats || documented(node.start)) return [];
    return [`${path}:${text.slice(0, node.start).split('\n').length} ${name}`];
  });
}

test('every export of src is documented', () => {
  expect(
    shippedSources()
      .filter((path) => !isGenerated(path))
      .flatMap(undocumented),
  ).toEqual([]);
});

test('an undocumented export would be noticed', () => {
  const text = '/** Said. */\nexport const said = 1;\n\nexport function silent(): void {}\n';
  const { program, comments } = parse('sample.ts', text);
  const starts = program.body.map((node) => node.start);
  expect(starts).toHaveLength(2);
  expect(comments.filter((comment) => text.slice(comment.end, starts[1]).trim() === '')).toEqual([]);
});
