import type { TextForm } from '../../data/operation-rules/rule.ts';

/** The texts of an ARN pattern's parts within a member's text, by what they are: `bucket` and `key`, `table` and `index`, `api` and `stage`, `name`.
 *  Text may hold characters that stand for what is not known: they are kept as they are. Undefined when the text has not the form. */
export function readForm(form: TextForm, text: string): ReadonlyMap<string, string> | undefined {
  switch (form) {
    case 'copy-source':
      return bucketAndKey(decoded(text.replace(/^\//, '').replace(/\?versionId=.*$/s, '')));
    case 's3-uri':
      return bucketOfUri(text);
    case 's3-arn':
      return bucketAndKey(/^arn:[^:]*:s3:::(.+)$/s.exec(text)?.[1] ?? '');
    case 'partiql':
      return tableOfStatement(text);
    case 'email':
      return named(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text.trim());
    case 'secret-reference':
      return named(/^\/aws\/reference\/secretsmanager\/(.+)$/s.exec(text)?.[1]);
    case 'appconfig-id':
      // Ids are drawn by AWS; the pattern is that of the API reference, and seven characters with a digit among them what is given out.
      // https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetApplication.html
      return /^[a-z0-9]{7}$/.test(text) && /[0-9]/.test(text) ? named(text) : /^[\uE000*]/.test(text) ? named(text) : undefined;
    case 'version-arn':
      return named(/^(.+):[^:]+$/s.exec(text)?.[1]);
    case 'bedrock-model':
      return named(text);
    case 'dsql-host':
      return named(
        /^(?:[a-z]+:\/\/)?([^./]+)\.dsql\./.exec(text)?.[1] ?? /^(\uE000\w+)\.\w*Endpoint\uE001$/.exec(text)?.[1]?.concat('\uE001'),
      );
    case 'collection':
      return named(collectionId(text));
    case 'api-endpoint':
      return apiAndStage(text);
    case 'api-path':
      return apiPath(text);
    case 'graphql-endpoint':
      return named(endpointOwner(text, 'GraphQLUrl|GraphQLDns'));
    case 'search-endpoint':
      return named(searchDomain(text));
    case 'function-url':
      return named(endpointOwner(text, 'FunctionUrl|FunctionUrlHost'));
  }
}

function named(name: string | undefined): ReadonlyMap<string, string> | undefined {
  return name === undefined || name === '' ? undefined : new Map([['name', name]]);
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-clients.html */
function collectionId(text: string): string | undefined {
  const host = text.replace(/^[a-z]+:\/\//, '');
  const own = /^(\uE000\w+)\.CollectionEndpoint\uE001$/.exec(host)?.[1];
  return own === undefined ? /^([^./]+)(?:$|\.[^/]*\baoss\.)/.exec(host)?.[1] : `${own}\uE001`;
}

/** `https://id.execute-api.region.amazonaws.com/stage`. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html */
function apiAndStage(text: string): ReadonlyMap<string, string> | undefined {
  const [, first, stage] = /^(?:[a-z]+:\/\/)?([^./]+)\.execute-api\.[^/]*(?:\/([^/?#]+))?/.exec(text) ?? [];
  const api = first ?? endpointOwner(text, 'ApiEndpoint');
  if (api === undefined) return undefined;
  return new Map([['api', api], ...(stage === undefined ? [] : [['stage', stage] as const])]);
}

/** What follows the stage in the URL of an API: `orders/42`. */
function apiPath(text: string): ReadonlyMap<string, string> | undefined {
  const path = /^(?:[a-z]+:\/\/)?[^./]+\.execute-api\.[^/]*\/[^/?#]+\/([^?#]+)/.exec(text)?.[1];
  return path === undefined ? undefined : new Map([['key', path]]);
}

/** The resource of the app whose endpoint a text begins with, as the mark of it. */
function endpointOwner(text: string, attributes: string): string | undefined {
  return new RegExp(`^(?:[a-z]+://)?(\\uE000\\w+)\\.(?:${attributes})\\uE001`).exec(text)?.[1]?.concat('\uE001');
}

/** https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createupdatedomains.html */
function searchDomain(text: string): string | undefined {
  const host = text.replace(/^[a-z]+:\/\//, '');
  const listed = /^(?:search|vpc)-(.+)-[a-z0-9]{26}\.[^./]+\.es\./.exec(host)?.[1];
  return listed ?? endpointOwner(text, 'DomainEndpoint') ?? (/^[a-z][a-z0-9-]{2,27}$/.test(text) ? text : undefined);
}

/** `bucket/key`, or an object of an access point: `arn:aws:s3:region:account:accesspoint/name/object/key`. */
function bucketAndKey(text: string): ReadonlyMap<string, string> | undefined {
  const point = /^(arn:[^/]+:accesspoint\/[^/]+)\/object\/(.+)$/s.exec(text);
  const [, bucket, key] = point ?? /^([^/]+)(?:\/(.*))?$/s.exec(text) ?? [];
  if (bucket === undefined) return undefined;
  return new Map([['bucket', bucket], ...(key === undefined || key === '' ? [] : [['key', key] as const])]);
}

/** `s3://bucket/key`, `https://bucket.s3.region.amazonaws.com/key` or `https://s3.region.amazonaws.com/bucket/key`. */
function bucketOfUri(text: string): ReadonlyMap<string, string> | undefined {
  const scheme = /^s3:\/\/(.+)$/s.exec(text)?.[1];
  if (scheme !== undefined) return bucketAndKey(scheme);
  const [, host = '', path = ''] = /^https:\/\/([^/]+)\/(.*)$/s.exec(text) ?? [];
  const virtual = /^(.+)\.s3[.-][^/]*amazonaws\.com(?:\.cn)?$/s.exec(host)?.[1];
  if (virtual !== undefined) return bucketAndKey(`${virtual}/${path}`);
  return /^s3[.-][^/]*amazonaws\.com(?:\.cn)?$/s.test(host) ? bucketAndKey(path) : undefined;
}

/** The table after FROM, INTO or UPDATE, quoted or not; an index follows it after a dot.
 *  https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html */
function tableOfStatement(text: string): ReadonlyMap<string, string> | undefined {
  const name = `(?:"([^"]+)"|([^\\s".()]+))`;
  const found = new RegExp(`\\b(?:from|into|update)\\s+${name}(?:\\.${name})?`, 'i').exec(text);
  const table = found?.[1] ?? found?.[2];
  const index = found?.[3] ?? found?.[4];
  if (table === undefined) return undefined;
  return new Map([['table', table], ...(index === undefined ? [] : [['index', index] as const])]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
