import { stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import { CONDITION_FUNCTIONS, INTRINSICS } from '../evaluate.ts';
import type { IntrinsicUse } from '../walk.ts';
import type { Refuse } from './names.ts';

/** Functions that only AWS::LanguageExtensions brings. */
const LANGUAGE_EXTENSIONS: ReadonlySet<string> = new Set(['Fn::Length', 'Fn::ToJsonString']);

/** Checks that an intrinsic function exists and has the arguments it needs. */
export function checkShape(use: IntrinsicUse, hasLanguageExtensions: boolean, refuse: Refuse): void {
  const { key, argument } = use;
  if (key === 'Fn::Transform') return;
  const isLoop = key.startsWith('Fn::ForEach::');
  if (!isLoop && !INTRINSICS.has(key) && !CONDITION_FUNCTIONS.has(key)) {
    refuse('unknown-intrinsic', `${key} is not an intrinsic function`, use.keyAt);
    return;
  }
  if (!hasLanguageExtensions && (isLoop || LANGUAGE_EXTENSIONS.has(key))) {
    refuse('unknown-intrinsic', `${key} needs the transform AWS::LanguageExtensions`, use.keyAt);
    return;
  }
  const fault = isLoop ? undefined : SHAPES[key]?.(argument, hasLanguageExtensions);
  if (fault !== undefined) refuse('bad-intrinsic', `${key} ${fault}`, use.at);
  else if (!use.alone && !isLoop) refuse('bad-intrinsic', `${key} stands beside other keys`, use.keyAt);
}

type Shape = (argument: Node, hasLanguageExtensions: boolean) => string | undefined;

/** A function with a fixed number of arguments in a list. */
function listOf(least: number, most: number, what: string): Shape {
  return (argument) => {
    const isRight = argument.kind === 'list' && argument.items.length >= least && argument.items.length <= most;
    return isRight ? undefined : `needs ${what}`;
  };
}

/** What is wrong with the arguments; undefined when nothing is. */
const SHAPES: Readonly<Record<string, Shape>> = {
  Ref: (argument, extended) => (stringOf(argument) !== undefined || (extended && argument.kind === 'map') ? undefined : 'needs a name'),
  'Fn::GetAtt': (argument) => {
    if (argument.kind === 'list') return argument.items.length >= 2 ? undefined : 'needs a resource and an attribute';
    return /^.+\..+$/.test(stringOf(argument) ?? '') ? undefined : 'needs a resource and an attribute';
  },
  'Fn::Sub': (argument) => {
    if (argument.kind === 'scalar') return typeof argument.value === 'string' ? undefined : 'needs a text';
    if (argument.kind !== 'list' || argument.items.length !== 2) return 'needs a text, or a list of a text and a map of variables';
    const [text, variables] = argument.items;
    return stringOf(text) !== undefined && variables?.kind === 'map' ? undefined : 'needs a text and a map of variables';
  },
  'Fn::Join': (argument) => pair(argument, 'a delimiter and a list'),
  'Fn::Split': (argument) => (argument.kind === 'list' && argument.items.length === 2 ? undefined : 'needs a delimiter and a text'),
  'Fn::Select': (argument) => pair(argument, 'an index and a list'),
  'Fn::If': listOf(3, 3, 'a condition and two values'),
  'Fn::Equals': listOf(2, 2, 'two values'),
  'Fn::Not': listOf(1, 1, 'a list of one condition'),
  'Fn::And': listOf(1, 10, 'two to ten conditions'),
  'Fn::Or': listOf(1, 10, 'two to ten conditions'),
  'Fn::FindInMap': listOf(3, 4, 'a mapping and two keys'),
  'Fn::Cidr': listOf(2, 3, 'an address block, a count and a number of bits'),
  'Fn::GetStackOutput': (argument) =>
    argument.kind === 'map' && argument.has('StackName') && argument.has('OutputName') ? undefined : 'needs StackName and OutputName',
  'Fn::ImportValue': (argument) => (argument.kind === 'list' ? 'needs a name' : undefined),
};

function pair(argument: Node, what: string): string | undefined {
  if (argument.kind !== 'list' || argument.items.length !== 2) return `needs ${what}`;
  return argument.items[1]!.kind === 'scalar' ? `needs ${what}` : undefined;
}
