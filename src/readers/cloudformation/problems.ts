import type { TemplateProblem } from '../../model/template.ts';
import type { Instance } from './instance.ts';

/** What CloudFormation would refuse in a tree of templates. */
export function problemsOf(root: Instance): readonly TemplateProblem[] {
  const inner = [...root.children.values()].flatMap((child) => (child.instance === null ? [] : problemsOf(child.instance)));
  return [...root.problems, ...inner];
}
