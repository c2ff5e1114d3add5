import type { App } from '../../../model/app.ts';
import { defineCheck } from '../../../model/check.ts';
import type { Check } from '../../../model/check.ts';
import type { FailOutcome, Outcome } from '../../../model/finding.ts';
import type { LambdaFunction } from '../../../model/function.ts';
import { property } from '../../../model/template.ts';
import { atomsOf, exactText, isUnknown, showAtom } from '../../../model/value.ts';
import { kept } from '../../../util/kept.ts';
import { sha256 } from '../../../util/sha.ts';
import type { SourceFile, Span } from '../../../util/span.ts';
import { cannotTell, fail, notApplicable, pass } from '../../outcomes.ts';
import { nameKind } from '../variable-names.ts';
import { isSecretUnder } from './by-name.ts';
import { secretsIn } from './secrets.ts';
import type { FoundSecret } from './secrets.ts';
import { placeOf, templateParts, textsOf, TYPES_WITH_TEXTS } from './template-texts.ts';
import type { TemplatePart, TemplateText } from './template-texts.ts';

const check: Check = defineCheck({
  id: 'secret-in-code',
  title: 'Secret lies in code',
  practices: [3],
  severity: 'high',
  promise: 'heuristic',
  since: '0.1.0',
  sources: [
    'https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
    'https://docs.aws.amazon.com/secretsmanager/latest/userguide/hardcoded.html',
    'https://cwe.mitre.org/data/definitions/798.html',
  ],
  looksAt: ['AWS::Lambda::Function', 'AWS::Serverless::Function', ...TYPES_WITH_TEXTS],
  messages: {
    form: '{where} holds {what} in plain text ({length} characters, sha256 {sha256}…): everybody who reads the code, its history or what is deployed has it',
    name: '{where} gives {name} a secret in plain text ({length} characters, sha256 {sha256}…): everybody who reads the code, its history or what is deployed has it',
  },
  remedy:
    'Replace the secret where it was issued, for the history of the code keeps it; put the new one into AWS::SecretsManager::Secret, allow secretsmanager:GetSecretValue on it, and read it at start-up.',
  // What a parameter brings into the environment too is told there.
  yieldsTo: ['environment-secret'],
  *run(app) {
    for (const fn of app.functions) yield* judgeFunction(app, fn);
    for (const part of templateParts(app)) yield* judgePart(app, part);
  },
});
export default check;

/** Code that is not the owner's, or made to be read beside the tests. */
const OTHERS_FILES =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|_?_?tests?_?_?|fixtures|__mocks__)\/|\.(?:test|spec)\.\w+$/;

function* judgeFunction(app: App, fn: LambdaFunction): Iterable<Outcome> {
  const inline = inlineCode(fn);
  const files =
    app
      .packageOf(fn)
      ?.sources()
      .filter(({ path }) => !OTHERS_FILES.test(path)) ?? [];
  if (inline === null && files.length === 0)
    return yield notApplicable(fn.id, 'its code is not at hand, or in no language that is followed');
  const found = files.flatMap((source) =>
    secretsOf(source).map((one) => finding(fn.id, one, { where: source.path, at: { source, start: one.start, end: one.end } })),
  );
  if (inline !== null) found.push(...secretsOfText(app, fn.id, { texts: [inline], where: `the code of ${fn.resource.logicalId}` }));
  if (found.length === 0) yield pass(fn.id);
  yield* found;
}

/** Functions, deployments and branches share the files. */
const secretsOf = kept((source: SourceFile): readonly FoundSecret[] =>
  secretsIn(source.text, source.path.endsWith('.py') ? 'python' : 'javascript'),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html */
function inlineCode(fn: LambdaFunction): TemplateText | null {
  const value = property(fn.resource, 'Code.ZipFile');
  const atoms = atomsOf(value);
  if (value === undefined || atoms === undefined) return null;
  const isPython = exactText(property(fn.resource, 'Runtime'))?.startsWith('python') === true;
  return { name: null, text: atoms.map(showAtom).join(''), language: isPython ? 'python' : 'javascript', value };
}

function* judgePart(app: App, part: TemplatePart): Iterable<Outcome> {
  const { resource } = part;
  const subject = resource.owner?.id ?? resource.id;
  const texts = textsOf(part);
  if (isUnknown(texts)) return yield cannotTell(subject, texts);
  const found = secretsOfText(app, subject, { texts, where: `${part.part} of ${resource.logicalId}` });
  if (found.length === 0) yield pass(subject);
  yield* found;
}

function secretsOfText(
  app: App,
  subject: string,
  { texts, where }: { readonly texts: readonly TemplateText[]; readonly where: string },
): FailOutcome[] {
  return texts.flatMap(({ name, text, language, value }) => {
    const found = secretsIn(text, language).map((one) => ({ ...one, secret: text.slice(one.start, one.end) }));
    const isNamed = found.length === 0 && name !== null && nameKind(name) === 'secret' && isSecretUnder(name, text);
    const all = isNamed ? [{ what: '', name, start: 0, end: text.length, secret: text }] : found;
    return all.map((one) => finding(subject, one, { where, at: placeOf(app, { value, text }, one), secret: one.secret }));
  });
}

function finding(
  subject: string,
  { what, name }: FoundSecret,
  { where, at, secret = at.source.text.slice(at.start, at.end) }: { readonly where: string; readonly at: Span; readonly secret?: string },
): FailOutcome {
  const data = { redact: true, length: secret.length, sha256: sha256(secret).slice(0, 8) };
  const told = { where, length: data.length, sha256: data.sha256 };
  if (name === null) return fail({ subject, message: 'form', args: { ...told, what }, at, data });
  return fail({ subject, message: 'name', args: { ...told, name }, at, severity: 'medium', data });
}
