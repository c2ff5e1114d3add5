import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { property } from '../../../model/template.ts';
import type { Value } from '../../../model/value.ts';
import { exactText, isUnknown, itemsOf } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { packagesImported } from '../imports.ts';
import type { Shipping } from '../manifest-uses.ts';
import { nativeFiles } from './native-files.ts';
import { nativePackages } from './native-packages.ts';

const check: Check = defineCheck({
  id: 'native-architecture',
  title: 'A native package is built for another architecture than the function has',
  practices: [2],
  severity: 'medium',
  promise: 'proof',
  proves: 'functions whose native packages fit their architecture',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/python-package.html#python-package-native-libraries',
    'https://docs.npmjs.com/cli/configuring-npm/package-json#cpu',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    lockfile: '{function} runs on {architecture}, and {lockfile} has {package} for {others} only: it cannot be loaded',
    file: '{function} runs on {architecture}, and {file} is built for {others}: it cannot be loaded',
  },
  remedy:
    'Install the package for the architecture of the function (npm install --os linux --cpu arm64, pip install --platform), or change Architectures.',
  *run(app) {
    for (const fn of app.functions) {
      const shipped = app.packageOf(fn);
      if (shipped === null) yield notApplicable(fn.id, 'its code was not followed');
      else if (shipped.build === 'inline' || shipped.build === 'other') yield notApplicable(fn.id, 'it ships no packages that are known');
      else yield* judge({ fn, shipped });
    }
  },
});
export default check;

/** Lambda's names of architectures, as npm and Python's wheels write them. */
const ARCHITECTURES = {
  x86_64: { cpu: 'x64', tag: 'x86_64' },
  arm64: { cpu: 'arm64', tag: 'aarch64' },
} as const;

function* judge(shipping: Shipping): Iterable<Outcome> {
  const { fn, shipped } = shipping;
  const written: Value | undefined = property(fn.resource, 'Architectures');
  if (written !== undefined && isUnknown(written)) return yield cannotTell(fn.id, written);
  const [first] = itemsOf(written);
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
  const name = first === undefined ? 'x86_64' : exactText(first);
  if (name !== 'x86_64' && name !== 'arm64') {
    return yield cannotTell(fn.id, { reason: 'the architecture is known only at deployment', at: first?.at ?? fn.at });
  }
  const { cpu, tag } = ARCHITECTURES[name];
  const common = { function: fn.resource.logicalId, architecture: name };
  const { manifest } = shipped;
  const natives = manifest === null ? [] : nativePackages(manifest, packagesImported(shipped));
  const files = nativeFiles(shipping);
  if (natives.length + files.length === 0) return yield notApplicable(fn.id, 'it loads no native package that is known');
  let fits = true;
  for (const { name: native, at, cpus } of natives) {
    if (cpus.has(cpu)) continue;
    fits = false;
    const args = { ...common, lockfile: manifest!.lock!.source.path, package: native, others: [...cpus] };
    yield fail({ subject: fn.id, message: 'lockfile', args, at, data: { package: native, architecture: name } });
  }
  const strange = files.find((file) => file.tag !== tag);
  if (strange !== undefined && !files.some((file) => file.module === strange.module && file.tag === tag)) {
    fits = false;
    const args = { ...common, file: strange.path, others: strange.tag };
    yield fail({
      subject: fn.id,
      message: 'file',
      args,
      at: first?.at ?? shipped.at,
      data: { package: strange.module, architecture: name },
    });
  }
  if (fits) yield pass(fn.id);
}
