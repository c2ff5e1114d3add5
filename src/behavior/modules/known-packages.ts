/**
 * Packages in wide use that make no AWS call by themselves. Used for code that imports a package which no manifest beside it
 * asks for, as when an outside layer brings it: these are harmless, any other one is a module that was not found.
 */
const WELL_KNOWN: ReadonlySet<string> = new Set(
  (
    '@hapi/boom @jest/globals @types/node ajv async axios bcrypt bcryptjs bluebird cfn-response cfn-response-async cheerio constructs ' +
    'cors date-fns dayjs dotenv ejs esbuild express fast-xml-parser got graphql graphql-tag handlebars http-errors http-status-codes ' +
    'ioredis jest joi jose jsonwebtoken jsdom jwks-rsa jwk-to-pem knex lodash luxon moment mongodb mongoose mustache mysql mysql2 ' +
    'nanoid node-fetch nodemailer p-limit p-map p-queue p-retry papaparse pg pino puppeteer-core qs ramda react redis ' +
    'reflect-metadata request rxjs semver sharp source-map-support stripe tslib typescript ulid undici uuid validator vitest winston ' +
    'ws xml2js yaml yup zod OpenSSL aiohttp attr attrs bs4 certifi chardet charset_normalizer click cryptography dateutil fastapi ' +
    'flask google httpx idna jinja2 jose jsonschema jwt lxml marshmallow mysql numpy openai orjson pandas paramiko phonenumbers PIL ' +
    'polars psycopg psycopg2 pyarrow pydantic pymysql pytest pytz requests rsa scipy simplejson six sklearn slack_sdk sqlalchemy ' +
    'starlette stripe tenacity toml torch tqdm twilio typing_extensions ujson urllib3 websockets werkzeug xmltodict yaml'
  ).split(' '),
);

/** Whether a package is in wide use and known to make no AWS call by itself. */
export function isWellKnown(name: string): boolean {
  return WELL_KNOWN.has(name);
}
