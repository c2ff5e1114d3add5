import type { Api } from '../../../model/api/api.ts';
import type { App } from '../../../model/app.ts';
import type { Authored, Change, Path } from '../../../model/change.ts';
import type { NoFix } from '../../../model/fix.ts';
import { entriesOf, exactText, get, isUnknown, itemsOf } from '../../../model/value.ts';
import type { Value } from '../../../model/value.ts';
import { written } from '../../../model/written.ts';
import { at } from '../../../util/node.ts';
import type { SourceFile } from '../../../util/span.ts';
import { isAnyOrigin } from '../../04-api-gateway/any-origin.ts';
import { noFix, ref, sub } from '../owner.ts';
import { apiOwner, apiSetting } from './api-owner.ts';
import { pathOf } from '../place.ts';

/** The website that may call, as it is written into a template. */
interface Origin {
  readonly value: Authored;
  /** With the quotes that mapped constants of REST APIs have. */
  readonly quoted: Authored;
  /** What must be there for it. */
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

/** Edits, and what is left to do after them. */
export interface OriginPlan {
  readonly changes: readonly Change[];
  readonly todo: readonly string[];
}

const PARAMETER = 'AllowedOrigin';

/** The config's origin; else a parameter of the template, which is made with an example's address. */
function originFor(app: App, file: SourceFile): Origin {
  const { origin } = app.config.fix;
  if (origin !== null) return { value: origin, quoted: `'${origin}'`, changes: [], todo: [] };
  const names = { value: ref(PARAMETER), quoted: sub(`'\${${PARAMETER}}'`) };
  if (written(file, ['Parameters', PARAMETER]) !== undefined) return { ...names, changes: [], todo: [] };
  const parameter = { Type: 'String', Default: 'https://www.example.com', Description: 'The website whose pages may call the API' };
  const change: Change = { kind: 'set', file, path: ['Parameters', PARAMETER], value: parameter };
  return { ...names, changes: [change], todo: [`Set the parameter ${PARAMETER} to the address of your website`] };
}

/** Names the one origin wherever an API lets every origin in. */
export function nameOrigin(app: App, api: Api): OriginPlan | NoFix {
  if (api.cors === null || isUnknown(api.cors)) return noFix(`${api.id} has no CORS settings that can be read`);
  if (api.kind === 'http') return nameOrigins(app, api.cors.origins, api.resource.logicalId);
  const owner = apiOwner(api);
  if (owner === undefined) return noFix(`${api.resource.logicalId} is not written in the app`);
  const setting = owner.section === null ? undefined : apiSetting(owner, 'Cors');
  const origin = originFor(app, owner.file);
  const answers = [`Answer with the same Access-Control-Allow-Origin in the functions behind ${api.resource.logicalId}`];
  if (setting?.node !== undefined) {
    const isWhole = setting.node.kind === 'scalar';
    const value = at(setting.node, 'AllowOrigin');
    if (!isWhole && value?.kind !== 'scalar') return noFix('the allowed origin is not written as a text');
    const path: Path = isWhole ? setting.path : [...setting.path, 'AllowOrigin'];
    return {
      changes: [...origin.changes, { kind: 'set', file: owner.file, path, value: origin.quoted }],
      todo: [...origin.todo, ...answers],
    };
  }
  const places = api.routes.filter((route) => route.isCorsPreflight).flatMap((route) => originsAnswered(route.integration.value));
  const changes = places.filter(isAnyOrigin).flatMap((value) => setAt(value, origin.quoted));
  if (changes.length === 0) return noFix('the allowed origin is not written as a text of its own');
  return { changes: [...origin.changes, ...changes], todo: [...origin.todo, ...answers] };
}

/** Names the one origin in place of each that stands for all. */
export function nameOrigins(app: App, origins: readonly Value[], name: string): OriginPlan | NoFix {
  const any = origins.filter(isAnyOrigin);
  const [first] = any;
  if (first === undefined) return noFix(`${name} does not let every origin in`);
  if (any.length < origins.length) {
    // Origins of the owner's own stand beside it.
    const removed = any.flatMap(removal);
    return removed.length > 0 ? { changes: removed, todo: [] } : noFix('the allowed origins are not written as a list');
  }
  const origin = originFor(app, first.at.source);
  // A second wildcard beside the first would become the same origin twice.
  const changes = setAt(first, origin.value);
  const others = any.slice(1).flatMap(removal);
  if (changes.length === 0) return noFix('the allowed origin is not written as a text of its own');
  return { changes: [...origin.changes, ...changes, ...others], todo: origin.todo };
}

function removal(value: Value): Change[] {
  const path = pathOf(value.at);
  return typeof path?.at(-1) === 'number' ? [{ kind: 'remove', file: value.at.source, path }] : [];
}

function setAt(value: Value, to: Authored): Change[] {
  const path = pathOf(value.at);
  const isPlace = path !== undefined && path[0] !== 'Parameters' && path.some((step) => typeof step === 'string' && /origin/i.test(step));
  return isPlace ? [{ kind: 'set', file: value.at.source, path, value: to }] : [];
}

/** `Access-Control-Allow-Origin` in the answers of a mock. */
function originsAnswered(integration: Value | undefined): Value[] {
  const answers = [
    ...entriesOf(get(integration, 'responses')).map(({ value }) => get(value, 'responseParameters')),
    ...itemsOf(get(integration, 'IntegrationResponses')).map((one) => get(one, 'ResponseParameters')),
  ];
  const headers = answers.flatMap((parameters) => entriesOf(parameters));
  return headers
    .filter(({ key }) => /header\.access-control-allow-origin$/i.test(key))
    .map(({ value }) => value)
    .filter((value) => exactText(value) !== undefined);
}
