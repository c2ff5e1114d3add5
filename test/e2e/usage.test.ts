import { describe, expect, test } from 'vitest';
import { VERSION } from '../../src/util/version.ts';
import { casemate } from './casemate.ts';

test('alone it prints help', () => {
  const { code, stdout } = casemate([]);
  expect(code).toBe(0);
  expect(stdout).toContain('Usage: casemate');
  expect(stdout).toContain('Exit codes:');
});

test('--version prints the version and nothing else', () => {
  expect(casemate(['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
});

test.each(['check', 'fix', 'policy', 'expand', 'explain'])('%s has help of its own', (command) => {
  const { code, stdout, stderr } = casemate([command, '--help']);
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: casemate ${command}`);
  expect(stderr).toBe('');
});

describe('wrong use ends with exit code 2 and says what was probably meant', () => {
  test.each([
    [['photos'], 'Did you mean "casemate check photos"?'],
    [['fixtures/orders/'], 'Did you mean "casemate check fixtures/orders/"?'],
    [['chekc', 'photos'], 'Did you mean "casemate check"?'],
    [['--format', 'json', 'check'], 'Write options behind the command'],
    [['check', '--frmat', 'json'], 'Did you mean --format?'],
    [['check', '--format', 'jsn'], 'Did you mean json?'],
    [['check', '--format', 'json', '--format', 'sarif'], 'a run writes one report'],
    [['check', '--region', 'mars'], 'eu-west-1'],
    [['check', '--fromat\u001B[31m'], '--fromat␛[31m'],
    [['check', 'photos', '--output', 'nowhere\u001B[31m/report.txt'], 'cannot write nowhere␛[31m/report.txt: its folder does not exist'],
    [['check', '--chek', 'x'], 'Did you mean --check?'],
    [['fix', '--check', 'role-to-wide'], 'Did you mean role-too-wide?'],
    [['fix', '--format', 'sarif'], 'Allowed choices are text, json.'],
    [['policy', '--function', 'SaveOrdr', 'orders-behavior'], 'there is no function'],
    [['policy', '--why', '--format', 'sam'], 'Leave one of them out.'],
    [['check', '--fails-only', 'photos'], '--fails-only belongs to --format sarif'],
    [['policy', '--format', 'yaml'], 'Allowed choices are json, sam.'],
    [['expand', 'photos'], 'Name the template inside it.'],
    [['expand', 'photos/template.yaml', '--format', 'sarif'], 'Allowed choices are json, yaml.'],
    [['check', '--fail-on', 'severe'], 'Allowed choices are critical, high, medium, low, never.'],
    [['check', '--check', 'bucket-publc-access'], 'Did you mean bucket-public-access?'],
    [['check', '--practice', '14'], 'numbered 0 to 13'],
    [['check', '--parameter', 'Stage'], 'name=value'],
    [['check', '--today', '2026-02-30'], 'YYYY-MM-DD'],
    [['check', '--output'], 'argument missing'],
    [['explain', 'bucket-public-acess'], 'Did you mean bucket-public-access?'],
    [['expand'], "missing required argument 'template'"],
    [['expand', 'photos/template.yml'], 'does not exist'],
  ])('%j', (args, hint) => {
    const { code, stdout, stderr } = casemate(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('casemate: ');
    expect(stderr).toContain(hint);
  });
});
