import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { ModuleImport } from '../../../model/deployment-package.ts';
import type { Outcome, Severity } from '../../../model/finding.ts';
import { exactText } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { packagesImported } from '../imports.ts';
import type { Shipping } from '../manifest-uses.ts';
import { declarationOf } from './declared.ts';
import type { Undeclared } from './declared.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'undeclared-import',
  title: 'A handler imports a package that nothing asks for',
  practices: [2, 10],
  severity: 'medium',
  promise: 'proof',
  proves: 'functions whose packages are all asked for',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/python-package.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-deployment.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    missing: '{function} imports {package}, which nothing asks for and {runtime} does not bring: it fails where it is loaded',
    development: '{function} imports {package}, which {manifest} asks for only in development, so that it is not shipped',
    transitive: '{function} imports {package}, which is there only as long as {by} brings it',
    runtime: '{function} imports {package}, which {manifest} does not ask for: it runs with whatever version the runtime has that day',
  },
  remedy: 'Add the package to dependencies of package.json, or to requirements.txt, beside the code that imports it.',
  fix,
  *run(app) {
    for (const fn of app.functions) {
      const shipped = app.packageOf(fn);
      if (shipped === null) yield notApplicable(fn.id, 'its code was not followed');
      else if (shipped.build === 'other') yield notApplicable(fn.id, 'what its build installs is not known');
      else yield* judge({ fn, shipped });
    }
  },
});
export default check;

function* judge(shipping: Shipping): Iterable<Outcome> {
  const { fn, shipped } = shipping;
  const undeclared = firstOfEach(packagesImported(shipped)).flatMap((one) => {
    const how = one.isGuarded ? null : declarationOf(one.name, shipping);
    return how === null ? [] : [{ one, how }];
  });
  const [first] = undeclared;
  if (first === undefined) return yield shipped.blocked === null ? pass(fn.id) : cannotTell(fn.id, shipped.blocked);
  const doubt = doubtOf(
    shipping,
    undeclared.map(({ how }) => how),
  );
  if (doubt !== null) return yield cannotTell(fn.id, { reason: `${doubt}; ${first.one.name} may come from there`, at: first.one.at });
  for (const { one, how } of undeclared) yield report(shipping, one, how);
}

/** What else may bring a package that is not asked for; only what is there already is beyond doubt. */
function doubtOf({ shipped }: Shipping, how: readonly Undeclared[]): string | null {
  if (how.every(({ kind }) => kind === 'runtime' || kind === 'transitive')) return null;
  if (shipped.unreadLayer !== null) return shipped.unreadLayer;
  const open = how.find((one) => one.kind === 'missing' && one.perhaps !== null);
  return open?.kind === 'missing' ? open.perhaps : null;
}

function firstOfEach(imports: readonly ModuleImport[]): ModuleImport[] {
  return [...new Map(imports.toReversed().map((one) => [one.name, one])).values()].toReversed();
}

const SEVERITIES: Readonly<Record<Undeclared['kind'], Severity>> = {
  missing: 'medium',
  development: 'medium',
  transitive: 'low',
  runtime: 'low',
};

function report({ fn }: Shipping, { name, at }: ModuleImport, how: Undeclared): Outcome {
  const args = {
    function: fn.resource.logicalId,
    package: name,
    runtime: exactText(fn.runtime) ?? 'the runtime',
    manifest: 'manifest' in how ? how.manifest.source.path : '',
    by: how.kind === 'transitive' ? how.by : '',
  };
  return fail({ subject: fn.id, message: how.kind, args, at, severity: SEVERITIES[how.kind], data: { package: name } });
}
