// npm run new-check <practice number> <check-id>: a check folder that fails its own test until it is filled in.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRACTICES } from '../src/model/practices.ts';

const [number, id] = process.argv.slice(2);
const practice = PRACTICES.find((one) => String(one.number) === String(Number(number)));
if (practice === undefined || id === undefined || !/^[a-z]+(-[a-z0-9]+)+$/.test(id)) {
  console.error('usage: npm run new-check <practice 0-13> <check-id-in-kebab-case>');
  process.exit(2);
}
const folder = join(import.meta.dirname, '../src/checks', practice.slug, id);
if (existsSync(folder)) {
  console.error(`${folder} exists`);
  process.exit(2);
}

const files: Record<string, string> = {
  'check.ts': `import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';

const check: Check = defineCheck({
  id: '${id}',
  title: 'Say what is wrong when it fails',
  practices: [${practice.number}],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: ['https://docs.aws.amazon.com/'],
  looksAt: [],
  messages: { wrong: '{subject} is not as it should be' },
  remedy: 'Say what to do.',
  *run() {},
});
export default check;
`,
  'check.test.ts': "import { testCheck } from '../../../../test/support/test-check.ts';\n\ntestCheck(import.meta.dirname);\n",
  'why.md': 'Why it matters; when not to follow it.\n',
  'fixtures/bad-rename-me/template.yaml': "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n",
  'fixtures/bad-rename-me/expected.json': '[{ "subject": "Orders", "code": "wrong", "line": 3 }]\n',
  'fixtures/good-rename-me/template.yaml': "AWSTemplateFormatVersion: '2010-09-09'\nResources: {}\n",
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
console.log(
  `wrote src/checks/${practice.slug}/${id}; fill it in, then: npm run generate && npx vitest run src/checks/${practice.slug}/${id}`,
);
