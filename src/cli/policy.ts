import { prepare } from '../analyze.ts';
import { functionPolicies } from '../analyze/policies.ts';
import type { FunctionPolicy } from '../analyze/policies.ts';
import { readSettings } from '../readers/settings.ts';
import { problemPlace, shownPlace } from '../report/places.ts';
import { escapeJson, visible } from '../report/visible.ts';
import { meant } from './closest.ts';
import { EXIT, refuse } from './exit.ts';
import type { ExitCode } from './exit.ts';
import { writeWhole } from './output.ts';
import { policyDocument } from './policy-document.ts';
import { samPolicies } from './policy-sam.ts';
import { whyText } from './policy-why.ts';
import { complain, print } from './streams.ts';

/** What `casemate policy` was told. */
export interface PolicyOptions {
  readonly function?: string;
  readonly format: 'json' | 'sam';
  readonly why?: boolean;
  readonly output?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly config?: string;
}

/** Prints the smallest policy that lets the code of each function do what it does. What is not known is said on the error output. */
export async function policy(paths: readonly string[], options: PolicyOptions): Promise<ExitCode> {
  if (options.why === true && options.format === 'sam') {
    return refuse('--why prints a page for a person, --format sam a part of a template', 'Leave one of them out.');
  }
  const searched = paths.length === 0 ? ['.'] : paths;
  const settings = readSettings(searched, { cwd: process.cwd(), config: options.config ?? null, baseline: null });
  await prepare();
  const { policies, problems } = functionPolicies(searched, {
    cwd: process.cwd(),
    parameters: options.parameter ?? {},
    region: options.region ?? null,
    config: settings.config,
    today: new Date().toISOString().slice(0, 10),
  });
  const asked = options.function === undefined ? policies : policies.filter((one) => one.id === options.function);
  for (const problem of [...settings.problems, ...problems])
    refuse(visible(`${problemPlace(problem)}: ${problem.message}`), visible(problem.advice));
  if (asked.length === 0 && options.function !== undefined) return refuseFunction(options.function, policies);
  const text = render(asked, options);
  if (options.output === undefined) print(text);
  else {
    const trouble = writeWhole(options.output, text);
    if (trouble !== null) return refuse(trouble);
  }
  for (const one of asked) warn(one);
  return settings.problems.length + problems.length > 0 ? EXIT.badInput : EXIT.clean;
}

function render(asked: readonly FunctionPolicy[], options: PolicyOptions): string {
  if (options.why === true) return asked.map(whyText).join('\n');
  if (options.format === 'sam') return asked.map(samPolicies).join('\n');
  const documents = asked.map((one) => [keyOf(one, asked), policyDocument(one.policy)] as const);
  const [only] = documents;
  const printed = options.function !== undefined && only !== undefined ? only[1] : Object.fromEntries(documents);
  return `${escapeJson(JSON.stringify(printed, null, 2))}\n`;
}

/** Functions of several apps may have one name. */
function keyOf(one: FunctionPolicy, all: readonly FunctionPolicy[]): string {
  return all.some((other) => other !== one && other.id === one.id) ? `${one.root}#${one.id}` : one.id;
}

/** A policy made from a behaviour that is not fully known may be too small, and one with an unknown name is too wide: both are said. */
function warn({ id, root, behavior }: FunctionPolicy): void {
  for (const { what, because, at } of behavior.unknowns) {
    const place = at === null ? '' : ` (${shownPlace(root, at)})`;
    const effect = what === 'call' ? 'the policy may lack something' : 'the policy allows every name there';
    complain(`casemate: ${visible(`${id}: ${because}${place}; ${effect}`)}\n`);
  }
}

function refuseFunction(id: string, policies: readonly FunctionPolicy[]): ExitCode {
  const names = policies.map((one) => one.id);
  const near = meant(id, names);
  const listed = names.length === 0 ? 'No function was found.' : `There are ${names.slice(0, 20).join(', ')}.`;
  return refuse(visible(`there is no function ${id}`), visible(near === null ? listed : `Did you mean ${near}?`));
}
