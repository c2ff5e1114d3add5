import type { OxlintConfig } from 'oxlint';

import { FENCES, LAYERS } from './test/architecture/layers.ts';
import type { Fence, Layer } from './test/architecture/layers.ts';

type Rules = NonNullable<OxlintConfig['rules']>;
type Override = NonNullable<OxlintConfig['overrides']>[number];

/** The globs of a layer: its folder, and its file where the layer is a single file. */
const filesOf = (layer: Layer): string[] => [`src/${layer.name}/**`, `src/${layer.name}.ts`];

// A specifier climbs with `../` to src and then names a layer's folder. `./name/` counts only for files that stand in src itself;
// test/architecture resolves every import to its path as well, for what a specifier cannot say.
function layerPatterns(layer: Layer): { regex: string; message: string }[] {
  const climbs = '^(?:\\./)?(?:\\.\\./)*';
  return LAYERS.filter((other) => other.name !== layer.name && other.rank >= layer.rank && other.name !== 'index').map((other) => ({
    regex: `${climbs}${other.name}/|^(?:\\.\\./)+${other.name}\\.ts$`,
    message: `src/${layer.name} may not import src/${other.name}. ${layer.help}`,
  }));
}

function importRules(layer: Layer, fences: readonly Fence[]): Rules {
  const fromTests = {
    regex: '(?:^|/)(?:test|testing|fixtures|bench|scripts)/|(?:\\.test|/testing)\\.ts$',
    message: 'What ships never imports tests, fixtures or scripts.',
  };
  const paths = fences.flatMap((fence) =>
    fence.modules.map((name) => ({ name, message: `${name} is fenced (${fence.what}). ${fence.help}` })),
  );
  const globals = fences.flatMap((fence) =>
    fence.globals.map((name) => ({ name, message: `${name} is fenced (${fence.what}). ${fence.help}` })),
  );
  return {
    'no-restricted-imports': ['error', { paths, patterns: [...layerPatterns(layer), fromTests] }],
    'no-restricted-globals': ['error', ...globals],
  };
}

const fencesFor = (glob: string): readonly Fence[] => FENCES.filter((fence) => !fence.allowed.includes(glob));

/** One override for each layer, then one for each narrower place that a fence leaves open (the later override wins). */
function layerOverrides(): Override[] {
  const whole = LAYERS.map((layer) => ({ files: filesOf(layer), rules: importRules(layer, fencesFor(`src/${layer.name}/**`)) }));
  const wide = new Set(LAYERS.map((layer) => `src/${layer.name}/**`));
  const narrow = [...new Set(FENCES.flatMap((fence) => fence.allowed))].filter((glob) => !wide.has(glob));
  const openings = narrow.map((glob) => {
    const layer = LAYERS.find((candidate) => glob.startsWith(`src/${candidate.name}/`));
    if (layer === undefined) throw new Error(`${glob} is in no layer`);
    const open = new Set([glob, `src/${layer.name}/**`]);
    return {
      files: [glob],
      rules: importRules(
        layer,
        FENCES.filter((fence) => !fence.allowed.some((allowed) => open.has(allowed))),
      ),
    };
  });
  return [...whole, ...openings];
}

const base: Rules = {
  // Types of the model point at each other as the things do (a function has a role, a role its functions); values must not.
  'import/no-cycle': ['error', { ignoreTypes: true }],
  'import/no-self-import': 'error',
  'import/no-default-export': 'error',
  'import/no-duplicates': 'error',
  'import/no-commonjs': 'error',
  'import/no-dynamic-require': 'error',
  'import/no-mutable-exports': 'error',
  'no-console': 'error',
  'unicorn/no-process-exit': 'error',
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'The day is given with --today, so that a run can be repeated.' },
    { object: 'Math', property: 'random', message: 'Two runs over the same files give the same report.' },
  ],
  'node/no-process-env': 'error',
  'no-eval': 'error',
  'no-new-func': 'error',
  'typescript/no-implied-eval': 'error',
  'max-lines': ['error', { max: 500 }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', { max: 4 }],
  'max-depth': ['error', { max: 4 }],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
  'unicorn/filename-case': ['error', { case: 'kebabCase' }],
  'unicorn/prefer-node-protocol': 'error',
  'unicorn/throw-new-error': 'error',
  'unicorn/no-abusive-eslint-disable': 'error',
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'object-shorthand': 'error',
  'no-else-return': 'error',
  'no-throw-literal': 'error',
  'default-case-last': 'error',
  'typescript/no-floating-promises': 'error',
  'typescript/no-misused-promises': 'error',
  'typescript/await-thenable': 'error',
  'typescript/only-throw-error': 'error',
  'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  'typescript/consistent-type-imports': 'error',
  'typescript/no-explicit-any': 'error',
  'typescript/no-namespace': 'error',
  'typescript/ban-ts-comment': 'error',
  'typescript/no-deprecated': 'error',
  // tsc's own checks say these better, or they forbid what reading hostile text needs.
  'typescript/consistent-return': 'off',
  'typescript/no-unsafe-type-assertion': 'off',
  'no-shadow': 'off',
  'unicorn/consistent-function-scoping': 'off',
  'no-control-regex': 'off',
  'import/no-named-as-default-member': 'off',
};

/** Tests, scripts and measurements talk to the machine and to the terminal; they keep the rules about correctness. */
const free: Rules = {
  'no-console': 'off',
  'unicorn/no-process-exit': 'off',
  'node/no-process-env': 'off',
  'no-restricted-imports': 'off',
  'no-restricted-globals': 'off',
  'no-restricted-properties': 'off',
  'max-lines-per-function': 'off',
  'max-params': 'off',
  'import/no-default-export': 'off',
  // A property often holds for some of the cases that are drawn.
  'vitest/no-conditional-expect': 'off',
  'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert', 'judge'] }],
  'vitest/valid-title': 'off',
};

const config: OxlintConfig = {
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'node', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['dist/**', 'coverage/**', 'examples/**', '**/fixtures/**', 'test/behavior/handlers/**'],
  rules: base,
  overrides: [
    ...layerOverrides(),
    // The branches of an `if` are called `then` and `otherwise` in the intermediate form, which is never awaited.
    { files: ['src/behavior/**'], rules: { 'unicorn/no-thenable': 'off' } },
    {
      files: ['src/cli/**'],
      rules: { 'no-console': 'off', 'unicorn/no-process-exit': 'off', 'node/no-process-env': 'off', 'no-restricted-properties': 'off' },
    },
    { files: ['src/checks/*/*/check.ts', '*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['.ci/**'], rules: { ...free, 'import/no-commonjs': 'off' } },
    { files: ['**/*.generated.ts'], rules: { 'max-lines': 'off' } },
    { files: ['**/*.test.ts', '**/testing.ts', '**/testing/**', 'test/**', 'scripts/**', 'bench/**', '*.config.ts'], rules: free },
  ],
};

export default config;
