import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { App } from '../../../model/app.ts';
import { layerPublisherOf } from '../../../data/layer-publishers.ts';
import type { Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { atomsOf, isUnknown, show, unknown } from '../../../model/value.ts';
import type { Atom, Value } from '../../../model/value.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { fix } from './fix.ts';

const check: Check = defineCheck({
  id: 'layer-unpinned',
  title: 'Layer comes from an unknown publisher, or in whatever version is newest',
  practices: [9],
  severity: 'medium',
  promise: 'rule',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Lambda::LayerVersion'],
  messages: {
    publisher:
      '{function} runs {layer} of account {account}, which is neither yours nor a known publisher: nobody here has checked its contents',
    version: '{function} names {layer} without a version, so what runs can change without a change here',
    floating: '{function} takes a layer from SSM parameter {parameter} without a version: what runs depends on the day it is deployed',
  },
  remedy:
    'Name an exact layer version of a publisher you trust, or copy the layer into this app as AWS::Lambda::LayerVersion; list own accounts in account.trusted.',
  config: ['account.trusted'],
  *run(app) {
    for (const fn of app.functions) yield* judge(app, fn);
  },
  fix,
});
export default check;

function* judge(app: App, fn: LambdaFunction): Iterable<Outcome> {
  const list = property(fn.resource, 'Layers');
  if (isUnknown(list)) yield cannotTell(fn.id, list);
  else if (fn.layers.length === 0) yield notApplicable(fn.id, 'it has no layers');
  else for (const layer of fn.layers) yield judgeLayer(app, fn, layer);
}

function judgeLayer(app: App, fn: LambdaFunction, layer: Value): Outcome {
  const name = fn.resource.logicalId;
  const atoms = atomsOf(layer);
  if (atoms === undefined) return cannotTell(fn.id, isUnknown(layer) ? layer : unknown(`a layer that is ${show(layer)}`, layer.at));
  const [first] = atoms;
  if (atoms.length === 1 && first!.kind !== 'literal') return judgeReference(app, fn, first!, layer);
  const arn = /:lambda:[^:]*:([^:]*):layer:([^:]+)(?::(.+))?$/.exec(shown(atoms));
  if (arn === null) return cannotTell(fn.id, unknown(`${show(layer)} cannot be read as the ARN of a layer`, layer.at));
  const [, account = '', layerName = '', version] = arn;
  const data = { layer: layerName, account, version: version ?? null, publisher: layerPublisherOf(account) ?? null };
  if (version === undefined)
    return fail({ subject: fn.id, message: 'version', args: { function: name, layer: layerName }, at: layer.at, data });
  if (/^\d{12}$/.test(account)) {
    if (data.publisher === null && !app.config.account.trusted.includes(account)) {
      return fail({ subject: fn.id, message: 'publisher', args: { function: name, layer: layerName, account }, at: layer.at, data });
    }
  } else if (account !== OWN) {
    return cannotTell(fn.id, unknown(`the account of layer ${layerName} is known only at deployment`, layer.at));
  }
  return /^\d+$/.test(version)
    ? pass(fn.id)
    : cannotTell(fn.id, unknown(`the version of layer ${layerName} is known only at deployment`, layer.at));
}

/** `Ref` of a layer version gives the ARN of exactly that version. */
function judgeReference(app: App, fn: LambdaFunction, atom: Atom, layer: Value): Outcome {
  if (atom.kind === 'resource' && app.resource(atom.id)?.type === 'AWS::Lambda::LayerVersion') return pass(fn.id);
  if (atom.kind === 'dynamic' && atom.service === 'ssm') {
    // `{{resolve:ssm:name:3}}` is pinned (CloudFormation user guide, dynamic references to SSM parameters).
    if (/:\d+$/.test(atom.reference)) return pass(fn.id);
    const args = { function: fn.resource.logicalId, parameter: atom.reference };
    return fail({ subject: fn.id, message: 'floating', args, at: layer.at, severity: 'low', data: { parameter: atom.reference } });
  }
  return cannotTell(fn.id, unknown(`which layer ${show(layer)} is, is known only at deployment`, layer.at));
}

/** What stands for this account in an ARN. */
const OWN = 'own';

/** The ARN with one word for each hole, so that its parts can be told by their colons. */
function shown(atoms: readonly Atom[]): string {
  return atoms
    .map((atom) => {
      if (atom.kind === 'literal') return atom.text;
      return atom.kind === 'pseudo' && atom.name === 'AWS::AccountId' ? OWN : '?';
    })
    .join('');
}
