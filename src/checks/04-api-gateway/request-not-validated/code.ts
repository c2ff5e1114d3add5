import type { App } from '../../../model/app.ts';
import type { DeploymentPackage } from '../../../model/deployment-package.ts';
import { ownPlace } from '../../../util/own-place.ts';
import type { SourceFile, Span } from '../../../util/span.ts';
import type { Followed } from '../../followed.ts';

/** What a function's code does with the bodies of requests, as far as its text shows. */
export type BodyHandling =
  | { readonly kind: 'unread'; readonly because: string }
  | { readonly kind: 'checked' | 'unchecked' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly at: Span };

/** Packages whose purpose is to say what data may look like, or that do so for the requests they take. */
const SCHEMA_PACKAGES: ReadonlySet<string> = new Set(
  `zod ajv joi @hapi/joi yup valibot superstruct arktype runtypes io-ts typebox @sinclair/typebox class-validator jsonschema is-my-json-valid
  fastest-validator validator validate.js express-validator celebrate myzod computed-types @effect/schema effect @middy/validator
  @aws-lambda-powertools/parser @aws-lambda-powertools/validation openapi-backend express-openapi-validator fastify @hono/zod-validator
  pydantic jsonschema fastjsonschema marshmallow cerberus voluptuous msgspec cattrs schema schematics trafaret fastapi flask_pydantic
  connexion dataclasses_json dacite typeguard strictyaml webargs`.split(/\s+/),
);

/** Powertools for AWS Lambda (Python) has its schemas in parts of one package. */
const POWERTOOLS = /aws_lambda_powertools\.utilities\.(?:parser|validation)\b|\benable_validation\b/;

/** An answer of 400 or 422, or words for it, is given by code that looked, whichever way. */
const REFUSAL =
  /\b(?:400|422|BadRequest\w*|Unprocessable\w*|BAD_REQUEST|ValidationError|(?:is|are) required|must (?:be|have|contain)|invalid|missing)\b/i;

const READS_BODY = new RegExp(
  [
    String.raw`\b(?:\w*[eE]vent|evt|req|request|e)\s*[?!]?\.\s*body\b`,
    String.raw`\{[^{}]*\bbody\b[^{}]*\}\s*(?::[^=]*)?=\s*(?:event|evt|req)\b`,
    String.raw`JSON\.parse\([^)]*\bbody\b`,
    String.raw`\[\s*['"]body['"]\s*\]`,
    String.raw`\.get\(\s*['"]body['"]`,
    String.raw`\bjson_body\b`,
  ].join('|'),
);

/** Reads it off the text of the files that the function's code is made of; a file that shows no place of its own is not at hand. */
export function bodyHandling(app: App, { fn, behavior }: Followed): BodyHandling {
  const shipped = app.packageOf(fn);
  if (shipped === null) return { kind: 'unread', because: 'what its code can load is not known' };
  if (shipped.imports.some(({ name }) => SCHEMA_PACKAGES.has(name))) return { kind: 'checked' };
  const texts = sourcesOf(shipped, behavior);
  if (texts.some(({ text }) => POWERTOOLS.test(text) || REFUSAL.test(text))) return { kind: 'checked' };
  if (!texts.some(({ text }) => READS_BODY.test(text))) return { kind: 'unread', because: 'its code does not show that it reads a body' };
  if (shipped.blocked !== null) return { kind: 'unknown', ...shipped.blocked };
  const paths = new Set(texts.map(({ path }) => path));
  const unseen = shipped.build === 'inline' ? undefined : behavior.files.find((path) => !paths.has(path));
  if (unseen !== undefined) return { kind: 'unknown', reason: `what ${unseen} checks is not seen`, at: fn.at };
  return { kind: 'unchecked' };
}

function sourcesOf(shipped: DeploymentPackage, { calls, reads, observations }: Followed['behavior']): SourceFile[] {
  const places = [
    ...shipped.imports.map(({ at }) => at),
    ...calls.flatMap(({ at, stack }) => [at, ...stack]),
    ...reads.map(({ at }) => at),
    ...observations.map(({ at }) => at),
  ];
  return [...new Map(places.map(ownPlace).map(({ source }) => [source.path, source])).values()];
}
