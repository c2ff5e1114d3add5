import type { Policy, PolicyStatement } from '../iam/policy.ts';
import type { Need } from './needs.ts';

/** The smallest policy that allows the needs and nothing else: actions with the same resources share a statement. */
export function minimalPolicy(needs: readonly Need[]): Policy {
  return { version: '2012-10-17', statements: groupsOf(needs).map(statementOf) };
}

/** Needs of one statement. */
export interface NeedGroup {
  readonly actions: readonly string[];
  readonly arns: readonly string[];
  readonly viaService: string | null;
  readonly needs: readonly Need[];
}

/** Needs grouped to statements: by the resources that an action is needed on; actions sorted, groups in order of first need. */
export function groupsOf(needs: readonly Need[]): readonly NeedGroup[] {
  const byAction = new Map<string, Need[]>();
  for (const need of needs) {
    const key = `${need.action}\n${need.viaService ?? ''}`;
    byAction.set(key, [...(byAction.get(key) ?? []), need]);
  }
  const groups = new Map<string, Need[][]>();
  for (const same of byAction.values()) {
    const key = `${same[0]!.viaService ?? ''}\n${same
      .map((need) => need.arn)
      .toSorted()
      .join('\n')}`;
    groups.set(key, [...(groups.get(key) ?? []), same]);
  }
  return [...groups.values()].map((sets) => ({
    actions: [...new Set(sets.map((set) => set[0]!.action))].toSorted(),
    arns: sets[0]!.map((need) => need.arn),
    viaService: sets[0]![0]!.viaService,
    needs: sets.flat(),
  }));
}

function statementOf(group: NeedGroup): PolicyStatement {
  const via = group.viaService;
  return {
    sid: null,
    effect: 'Allow',
    actions: { not: false, patterns: group.actions },
    resources: { not: false, patterns: group.arns },
    principals: null,
    conditions: via === null ? [] : [{ operator: 'StringEquals', qualifier: null, ifExists: false, key: 'kms:ViaService', values: [via] }],
  };
}
