/** Names of npm packages that build, test, check or deploy code and that nothing at run time needs. */
const NPM: ReadonlySet<string> = new Set(
  (
    'ava aws-cdk aws-cdk-lib aws-cdk-local aws-sdk-client-mock aws-sdk-client-mock-jest babel-cli babel-core babel-jest babel-loader c8 cdk cdk-nag ' +
    'chai commitizen concurrently copyfiles cpx cpy-cli cypress depcheck dotenv-cli esbuild esbuild-jest eslint grunt gulp husky jasmine jest jest-cli ' +
    'jest-circus karma knip lerna lint-staged madge mocha mockdate nodemon npm npm-check-updates npm-run-all npm-run-all2 nx nyc osls oxfmt oxlint ' +
    'parcel prettier projen proxyquire rewire rimraf rolldown rollup serverless sinon sst standard supertest swc-loader tap ts-jest ts-loader ' +
    'ts-mocha ts-node ts-node-dev tsc-alias tsconfig-paths-webpack-plugin tsdown tslint tsup tsx turbo typedoc typescript vite vitest webpack webpack-cli ' +
    'webpack-node-externals xo yarn @biomejs/biome @babel/cli @babel/core @commitlint/cli @microsoft/api-extractor @swc/cli @swc/core @swc/jest ' +
    '@vercel/ncc @vitest/coverage-v8'
  ).split(' '),
);
const NPM_FAMILIES =
  /^(?:@types\/|@aws-cdk\/|@babel\/(?:preset|plugin)-|@typescript-eslint\/|@jest\/|eslint-(?:config|plugin)-|serverless-(?!http$|http\/)|prettier-plugin-|rollup-plugin-|esbuild-plugin-|cdk-)/;

/** The same of distributions on PyPI, by their normalised names. */
const PYPI: ReadonlySet<string> = new Set(
  (
    'autopep8 aws-cdk-lib aws-sam-cli bandit behave black build cfn-lint checkov coverage flake8 hypothesis ipdb ipython isort localstack mock moto mypy ' +
    'nose nox pdbpp pip-audit pip-tools pre-commit pycodestyle pyflakes pylint pyright pytest radon responses ruff safety sphinx tox twine wheel yapf'
  ).split(' '),
);
const PYPI_FAMILIES = /^(?:pytest-|types-|flake8-|aws-cdk-|aws-cdk\.|mypy-(?!boto3$)|boto3-stubs|sphinx-)/;

/** Whether a package builds, tests, checks or deploys code, and is no part of it. */
export function isBuildTool(ecosystem: 'npm' | 'pypi', name: string): boolean {
  return ecosystem === 'npm' ? NPM.has(name) || NPM_FAMILIES.test(name) : PYPI.has(name) || PYPI_FAMILIES.test(name);
}

/** Whether a package holds types only, which weigh little. */
export function isTypesOnly(name: string): boolean {
  return /^@types\/|^types-|-stubs$/.test(name);
}
