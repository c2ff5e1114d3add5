import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { Outcome } from '../../../model/finding.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { namesOf, shippingOf } from '../manifest-uses.ts';
import type { Shipping } from '../manifest-uses.ts';
import { fix } from './fix.ts';
import { filesOf, sharedFolders } from './shared-folders.ts';

const check: Check = defineCheck({
  id: 'shared-code-uri',
  title: 'Several functions ship one folder while each needs a part of it',
  practices: [2],
  severity: 'low',
  promise: 'proof',
  proves: 'functions that ship a folder of their own',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-codeuri',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-using-build-typescript.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  messages: {
    shared:
      '{functions} ship all of {folder}, its code and its packages, while {function} loads {loaded} of the {files} files that they load',
  },
  remedy: 'Give each function a folder of its own, or build it with esbuild from its entry point (Metadata.BuildMethod: esbuild).',
  fix,
  *run(app) {
    const shared = sharedFolders(shippingOf(app));
    for (const [folder, users] of shared) yield judge(folder, users);
    for (const fn of app.functions) {
      const shipped = app.packageOf(fn);
      if (shipped === null) yield notApplicable(fn.id, 'its code was not followed');
      else if (shipped.build !== 'folder') yield notApplicable(fn.id, 'it ships no folder as it is');
      else if (!shared.has(shipped.root)) yield pass(fn.id);
    }
  },
});
export default check;

function judge(root: string, users: readonly Shipping[]): Outcome {
  const subject = root === '' ? '.' : root;
  const { at } = users[0]!.shipped;
  const blocked = users.find(({ shipped }) => shipped.blocked !== null)?.shipped.blocked;
  if (blocked) return cannotTell(subject, blocked);
  const all = new Set(users.flatMap(({ shipped }) => filesOf(shipped)));
  const least = users.toSorted((a, b) => filesOf(a.shipped).length - filesOf(b.shipped).length)[0]!;
  const loaded = filesOf(least.shipped).length;
  if (loaded === all.size) return pass(subject);
  const functions = namesOf(users);
  const args = {
    functions,
    folder: subject === '.' ? "the template's folder" : subject,
    function: least.fn.resource.logicalId,
    loaded,
    files: all.size,
  };
  return fail({ subject, message: 'shared', args, at, data: { functions, folder: subject } });
}
