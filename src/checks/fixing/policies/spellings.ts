import { policyTemplateArn, policyTemplateGrants, policyTemplateResources } from '../../../data/policy-templates.ts';
import type { Authored } from '../../../model/change.ts';
import { at, onlyEntry, stringOf } from '../../../util/node.ts';
import type { Node } from '../../../util/node.ts';
import type { Spelling } from './author-arn.ts';
import type { PolicyPiece } from './pieces.ts';
import { hasChoice } from './places.ts';
import { asWritten } from './policy-edits.ts';

/** The resources of a part of a role's policies, as the owner wrote them. */
export function spellingsOf(piece: PolicyPiece): readonly Spelling[] {
  if (piece.kind === 'statement') return ofStatement(piece);
  return piece.kind === 'template' ? ofTemplate(piece) : [];
}

function ofStatement({ statements, node }: PolicyPiece): readonly Spelling[] {
  const patterns = statements[0]?.policy.resources;
  const written = at(node, 'Resource');
  if (patterns?.not !== false || written === undefined || hasChoice(written)) return [];
  const items = written.kind === 'list' ? written.items : [written];
  if (items.length !== patterns.patterns.length) return [];
  return patterns.patterns.map((pattern, i) => ({ pattern, authored: asWritten(items[i]!) }));
}

function ofTemplate({ statements, node }: PolicyPiece): readonly Spelling[] {
  const only = onlyEntry(node);
  const grants = policyTemplateGrants(only?.key ?? '') ?? [];
  return grants.flatMap((grant, i) => {
    const patterns = statements[i]?.policy.resources?.patterns ?? [];
    return policyTemplateResources(grant).flatMap((text, k): Spelling[] => {
      const pattern = patterns[k];
      const authored = filled(policyTemplateArn(grant.service, text), (name) => at(only?.value, name));
      return pattern === undefined || authored === null ? [] : [{ pattern, authored }];
    });
  });
}

/** The ARN of a template with the owner's value in it. */
function filled(arn: string, valueOf: (parameter: string) => Node | undefined): Authored | null {
  const [match, ...others] = [...arn.matchAll(/\{(?:\w+=)?(\w+)\}/g)].filter((one) => arn[one.index - 1] !== '$');
  const value = match === undefined ? undefined : valueOf(match[1]!);
  if (match === undefined || value === undefined || others.length > 0 || hasChoice(value)) return null;
  if (arn === match[0]) return asWritten(value);
  const put = (text: string): string => arn.replace(match[0], text);
  const literal = stringOf(value);
  if (literal !== undefined) return { 'Fn::Sub': put(literal) };
  const only = onlyEntry(value);
  if (only?.key === 'Ref') return { 'Fn::Sub': put(`\${${stringOf(only.value)}}`) };
  if (only?.key === 'Fn::Sub' && only.value.kind === 'scalar') return { 'Fn::Sub': put(String(only.value.value)) };
  return { 'Fn::Sub': [put('${Name}'), { Name: asWritten(value) }] };
}
