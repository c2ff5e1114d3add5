import type { Authored } from '../../model/change.ts';
import { writtenTree } from '../../model/written.ts';
import { kept } from '../../util/kept.ts';
import { at, onlyEntry, stringOf, toJson } from '../../util/node.ts';
import type { MapNode, Node } from '../../util/node.ts';
import type { SourceFile } from '../../util/span.ts';

const ARN = /^arn:[^:]+:sns:/;
const TOPIC = /topic|sns|alarm|alert|notif/i;
const OTHER = /polic|scal|reboot|recover/i;

/** The alarms that a file declares, under whatever condition, by logical id. Looked for once. */
export const alarmsIn: (file: SourceFile) => ReadonlyMap<string, Node> = kept(
  (file) => new Map(resourcesOf(file).filter(([, node]) => stringOf(at(node, 'Type')) === 'AWS::CloudWatch::Alarm')),
);

/** What a file's alarms tell and what is certainly a topic, as written, the most frequent first; an ARN in plain text as a string. */
export const toldTopics: (file: SourceFile) => readonly Authored[] = kept(countTold);

function countTold(file: SourceFile): Authored[] {
  const counts = new Map<string, number>();
  for (const alarm of alarmsIn(file).values()) {
    const actions = at(alarm, 'Properties', 'AlarmActions');
    for (const action of actions?.kind === 'list' ? actions.items : []) {
      if (!isTopic(file, action)) continue;
      const text = JSON.stringify(toJson(action));
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([, one], [, other]) => other - one).map(([text]) => JSON.parse(text) as Authored);
}

/** Alarms also scale, reboot and recover, and a topic under a condition may not be there for another alarm. */
function isTopic(file: SourceFile, action: Node): boolean {
  const arn = stringOf(action);
  if (arn !== undefined) return ARN.test(arn);
  const call = onlyEntry(action);
  switch (call?.key) {
    case 'Ref':
      return isTopicResource(file, stringOf(call.value)) || isTopicParameter(file, stringOf(call.value));
    case 'Fn::GetAtt': {
      const [id, attribute = ''] = (JSON.stringify(toJson(call.value)).match(/\w+/g) ?? []) as string[];
      return attribute === 'TopicArn' ? isTopicResource(file, id) : attribute === 'Outputs' && isThere(file, id) && isNamedSo(call.value);
    }
    case 'Fn::ImportValue':
      return isNamedSo(call.value);
    case 'Fn::Sub':
      return ARN.test((stringOf(call.value) ?? '').replaceAll(/\$\{[\w:]+\}/g, 'x'));
    default:
      return false;
  }
}

function isTopicResource(file: SourceFile, id: string | undefined): boolean {
  return isThere(file, id) && stringOf(at(resource(file, id), 'Type')) === 'AWS::SNS::Topic';
}

function isTopicParameter(file: SourceFile, name: string | undefined): boolean {
  const parameter = name === undefined ? undefined : at(writtenTree(file) ?? undefined, 'Parameters', name);
  const value = stringOf(at(parameter, 'Default'));
  return parameter !== undefined && (value === undefined ? TOPIC.test(name!) && !OTHER.test(name!) : ARN.test(value));
}

/** What other stacks bring is known by its name alone. */
function isNamedSo(value: Node): boolean {
  const text = JSON.stringify(toJson(value));
  return TOPIC.test(text) && !OTHER.test(text) && !text.includes('Fn::If');
}

function isThere(file: SourceFile, id: string | undefined): boolean {
  const node = resource(file, id);
  return node !== undefined && !node.has('Condition');
}

function resource(file: SourceFile, id: string | undefined): MapNode | undefined {
  const node = id === undefined ? undefined : at(writtenTree(file) ?? undefined, 'Resources', id);
  return node?.kind === 'map' ? node : undefined;
}

function resourcesOf(file: SourceFile): [string, Node][] {
  const resources = at(writtenTree(file) ?? undefined, 'Resources');
  return resources?.kind === 'map' ? [...resources.entries].map(([id, { value }]) => [id, value]) : [];
}
