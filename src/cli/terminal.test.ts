import { describe, expect, test } from 'vitest';
import { columnsOf, wantsColor, standardOutput } from './terminal.ts';

const terminal = { isTerminal: true, columns: 90, environment: {} };
const pipe = { isTerminal: false, columns: undefined, environment: {} };

describe('colours', () => {
  test('are for terminals that can show them', () => {
    expect(wantsColor(terminal, true)).toBe(true);
    expect(wantsColor(pipe, true)).toBe(false);
    expect(wantsColor({ ...terminal, environment: { TERM: 'dumb' } }, true)).toBe(false);
  });
  test('are off with --no-color and with NO_COLOR, even when forced', () => {
    expect(wantsColor({ ...terminal, environment: { FORCE_COLOR: '1' } }, false)).toBe(false);
    expect(wantsColor({ ...terminal, environment: { NO_COLOR: '1', FORCE_COLOR: '1' } }, true)).toBe(false);
  });
  test('an empty NO_COLOR says nothing', () => {
    expect(wantsColor({ ...terminal, environment: { NO_COLOR: '' } }, true)).toBe(true);
  });
  test('FORCE_COLOR turns them on in a pipe, or off', () => {
    expect(wantsColor({ ...pipe, environment: { FORCE_COLOR: '1' } }, true)).toBe(true);
    expect(wantsColor({ ...terminal, environment: { FORCE_COLOR: '0' } }, true)).toBe(false);
  });
});

describe('the width', () => {
  test('is the terminal’s, else COLUMNS, else 120', () => {
    expect(columnsOf(terminal)).toBe(90);
    expect(columnsOf({ ...pipe, environment: { COLUMNS: '72' } })).toBe(72);
    expect(columnsOf(pipe)).toBe(120);
  });
  test('ignores a COLUMNS that is no width', () => {
    expect(columnsOf({ ...pipe, environment: { COLUMNS: '-3' } })).toBe(120);
    expect(columnsOf({ ...pipe, environment: { COLUMNS: 'wide' } })).toBe(120);
  });
});

test('an output that is no terminal says so, and is not left open to what the colour library guesses in CI', () => {
  expect(typeof standardOutput().isTerminal).toBe('boolean');
  expect(typeof wantsColor(standardOutput(), true)).toBe('boolean');
});
