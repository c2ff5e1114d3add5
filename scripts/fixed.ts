// Writes `fixed.diff` of the bad fixtures of the checks named: what `casemate fix --check` makes of them. Read the result.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { prepare } = await import('../src/analyze.ts');
await prepare();
const { fixtureDiff } = await import('../test/support/fixed.ts');
const ids = process.argv.slice(2);
const root = join(import.meta.dirname, '../src/checks');
for (const practice of readdirSync(root)) {
  if (!/^\d\d-/.test(practice)) continue;
  for (const id of readdirSync(join(root, practice))) {
    const fixtures = join(root, practice, id, 'fixtures');
    if ((ids.length > 0 && !ids.includes(id)) || !existsSync(fixtures)) continue;
    for (const name of readdirSync(fixtures)) {
      if (!name.startsWith('bad-')) continue;
      const { diff, rejected } = fixtureDiff(join(fixtures, name), id);
      for (const one of rejected) console.log(`${id} ${name}: taken back: ${one}`);
      const path = join(fixtures, name, 'fixed.diff');
      if (diff === '') rmSync(path, { force: true });
      else {
        writeFileSync(path, diff);
        console.log(`${path.slice(root.length + 1)}\n${diff}`);
      }
    }
  }
}
