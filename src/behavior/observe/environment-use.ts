import type { Arguments } from '../interpret/state.ts';
import type { Abstract } from '../value.ts';

/** Libraries that fill settings from variables which the code does not name as such. */
const SETTINGS: RegExp =
  /^(?:pydantic|pydantic_settings|environs|environ|decouple|dynaconf|dotenv|envalid|env-var|convict|config|nconf|rc|starlette|django|@t3-oss\/env.*|znv|envsafe|dotenv-.*|typed_settings|prettyconf|goodconf|everett)(?:[./]|$)/;

/** Whether a library reads variables that the code does not name. */
export function readsSettings(name: string): boolean {
  return SETTINGS.test(name);
}

/** `process.env` or `os.environ`. */
export function isEnvironment(value: Abstract): boolean {
  return value.kind === 'model' && value.label === 'environment';
}

/** Whether a call of a library is given all of the environment, or lists it. */
export function handsOnEnvironment(name: string, { args, named }: Arguments): boolean {
  if (/^os\.environ\.(?:items|keys|values|copy)$/.test(name)) return true;
  return [...args, ...named.values()].some(
    (value) => isEnvironment(value) || (value.kind === 'object' && [...value.fields.values()].some(isEnvironment)),
  );
}
