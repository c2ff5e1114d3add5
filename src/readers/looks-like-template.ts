/** Files that are sure to be something else, however their text looks. */
const OTHER_FILES: ReadonlySet<string> = new Set([
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'tsconfig.json',
  'composer.json',
  'cdk.json',
  'cdk.context.json',
  'manifest.json',
  'tree.json',
  'openapi.json',
  'openapi.yaml',
  'openapi.yml',
  'swagger.json',
  'swagger.yaml',
  'swagger.yml',
  'serverless.yml',
  'serverless.yaml',
  'buildspec.yml',
  'buildspec.yaml',
  'appspec.yml',
  'appspec.yaml',
  'docker-compose.yml',
  'docker-compose.yaml',
  'samconfig.yaml',
  'samconfig.yml',
]);

const EXTENSION = /\.(?:ya?ml|json|template)$/i;
const TEMPLATE_NAME = /^template\.(?:ya?ml|json)$|\.template(?:\.(?:ya?ml|json))?$/i;

const YAML_SECTIONS = /^(?:['"]?AWSTemplateFormatVersion['"]?[ \t]*:|['"]?Transform['"]?[ \t]*:[^#\n]*AWS::)/m;
/** As the first key of a file whose keys are all indented. */
const YAML_INDENTED = /^(?:(?:---.*|[ \t]*#.*|[ \t]*)\r?\n)*[ \t]+['"]?AWSTemplateFormatVersion['"]?[ \t]*:/;
const YAML_TRANSFORM_LIST = /^['"]?Transform['"]?[ \t]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*#[^\n]*\r?\n)*[ \t]*-[ \t]*['"]?AWS::/m;
const YAML_RESOURCES = /^['"]?Resources['"]?[ \t]*:/m;
const YAML_TYPE = /\bType['"]?[ \t]*:[ \t]*['"]?(?:AWS|Alexa|Custom)::/;
const JSON_SECTIONS = /"(?:AWSTemplateFormatVersion"\s*:|Transform"\s*:\s*(?:\[\s*)?"AWS::)/;
const JSON_RESOURCES = /"Resources"\s*:\s*\{/;
const JSON_TYPE = /"Type"\s*:\s*"(?:AWS|Alexa|Custom)::/;

/** Whether a file's name says that it is a CloudFormation or SAM template: `template.yaml`, `orders.template.json`. */
export function isTemplateName(name: string): boolean {
  return TEMPLATE_NAME.test(name);
}

/** Whether a text says that it is a template of another cloud, which go by the same file names.
 *  https://learn.microsoft.com/en-us/azure/azure-resource-manager/templates/syntax */
export function isOfOtherCloud(text: string): boolean {
  return /"\$schema"\s*:\s*"https?:\/\/schema\.management\.azure\.com\//.test(text);
}

/** `version` and a list of resources: what CodeDeploy is given for functions and services, under any name.
 *  https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file.html */
const APP_SPEC = /^version[ \t]*:[ \t]*['"]?0\.0['"]?[ \t]*(?:#.*)?$/m;

/** Data of tests that stands beside them: `api.test.json`, `api.test.sam.json`. */
const TEST_DATA = /\.(?:test|spec)\.(?:[\w-]+\.)?json$/i;

/** Whether a file of this name may be a template, so that its text is worth a look. */
export function mayBeTemplate(name: string): boolean {
  return EXTENSION.test(name) && !OTHER_FILES.has(name.toLowerCase()) && !TEST_DATA.test(name);
}

/** Whether a text says that it is a template, by its version or its transform, and not only by its resources. */
export function declaresItself(text: string): boolean {
  return JSON_SECTIONS.test(text) || YAML_SECTIONS.test(text) || YAML_INDENTED.test(text) || YAML_TRANSFORM_LIST.test(text);
}

/**
 * Whether a text looks like a CloudFormation or SAM template, told from a few words at the places where templates have
 * them; the file need not be well formed.
 */
export function looksLikeTemplate(file: string): boolean {
  const text = file.startsWith('\uFEFF') ? file.slice(1) : file;
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) return false;
  if (first === '{') return JSON_SECTIONS.test(text) || (JSON_RESOURCES.test(text) && JSON_TYPE.test(text));
  return (
    YAML_SECTIONS.test(text) ||
    YAML_INDENTED.test(text) ||
    YAML_TRANSFORM_LIST.test(text) ||
    (YAML_RESOURCES.test(text) && YAML_TYPE.test(text) && !APP_SPEC.test(text))
  );
}
