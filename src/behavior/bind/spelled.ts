import { arnTemplateOf } from '../../data/arn-templates.ts';
import { arnAttributeOf, refKind } from '../../data/resource-types.ts';
import type { App } from '../../model/app.ts';
import type { Atom, Value } from '../../model/value.ts';

/** Types whose names may hold slashes, or whose ARNs end in what AWS draws: where their parts begin and end cannot be told. */
const OPEN: ReadonlySet<string> = new Set([
  'AWS::Logs::LogGroup',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::Secret',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::KMS::Alias',
]);

/** A setting in which ARNs and names of the app's resources say what they are made of, for code that takes them apart. */
export function spelledOut(app: App, value: Value): Value {
  if (value.kind !== 'text') return value;
  const atoms = value.atoms.map((atom): Atom => {
    if (atom.kind !== 'resource') return atom;
    const parts = partsOf(app, atom);
    return parts === undefined ? atom : { ...atom, parts };
  });
  return { ...value, atoms };
}

type ResourceAtom = Extract<Atom, { kind: 'resource' }>;

function partsOf(app: App, atom: ResourceAtom): readonly Atom[] | undefined {
  const type = app.resource(atom.id)?.type;
  if (type === undefined || OPEN.has(type)) return undefined;
  const kind = atom.attribute === null ? refKind(type) : atom.attribute === arnAttributeOf(type) ? 'arn' : 'other';
  if (kind === 'name' || kind === 'id') return [atom];
  return kind === 'arn' ? arnParts(type, atom) : undefined;
}

function arnParts(type: string, { id }: ResourceAtom): readonly Atom[] | undefined {
  return arnTemplateOf(type)
    ?.split(/\$\{(\w+)\}/)
    .flatMap((text, index): Atom[] => {
      if (index % 2 === 0) return text === '' ? [] : [{ kind: 'literal', text }];
      const pseudo = PSEUDO.get(text);
      return [pseudo === undefined ? { kind: 'resource', id, attribute: text } : { kind: 'pseudo', name: pseudo }];
    });
}

const PSEUDO: ReadonlyMap<string, string> = new Map([
  ['Partition', 'AWS::Partition'],
  ['Region', 'AWS::Region'],
  ['Account', 'AWS::AccountId'],
]);
