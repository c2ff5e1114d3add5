import type { TextForm } from '../../data/operation-rules/rule.ts';
import type { Name } from './name.ts';

/** The names that a member's text tells for a part of an ARN, where it is more than a name, ARN, URL or id. `isOwner`: the part names the resource itself, not a part of it. */
export function readForm(form: TextForm | undefined, name: Name, isOwner: boolean): readonly Name[] {
  if (form === undefined) return [name];
  const read = READERS[form](name.text, isOwner);
  return read.map((text) =>
    text === name.text
      ? name
      : { ...name, text, resource: name.text.includes(text) && isWholePart(name.text, text) ? name.resource : null },
  );
}

/** A reference stays one when the text around it is cut away: `${Bucket}/key` names the bucket. */
function isWholePart(whole: string, part: string): boolean {
  return part !== '' && !/[*]/.test(part) && whole.startsWith(part);
}

const READERS: Readonly<Record<TextForm, (text: string, isOwner: boolean) => readonly string[]>> = {
  'copy-source': (text, isOwner) => [copySource(text, isOwner)],
  's3-uri': (text, isOwner) => [objectPath(text.replace(/^s3:\/\//, '').replace(/^https?:\/\/[^/]*s3[^/]*\//, ''), isOwner)],
  's3-arn': (text) => [text],
  partiql: (text, isOwner) => [partiqlName(text, isOwner)],
  'bedrock-model': (text) => [text],
  email: (text) => emailIdentities(text),
  'secret-reference': (text) => [text.replace(/^\/?aws\/reference\/secretsmanager\//, '')],
  'version-arn': (text) => [text.startsWith('arn:') ? text.replace(/:[^:]*$/, '') : text],
};

/** `bucket/key`, perhaps with a leading slash, URL-encoded, and with the version. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
function copySource(text: string, isOwner: boolean): string {
  const path = decoded(text.replace(/\?versionId=.*$/, ''));
  return path.startsWith('arn:') ? path : objectPath(path, isOwner);
}

function objectPath(text: string, isOwner: boolean): string {
  const path = text.replace(/^\//, '');
  const slash = path.indexOf('/');
  if (slash < 0) return isOwner ? path : '*';
  return isOwner ? path.slice(0, slash) : path.slice(slash + 1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The table of a PartiQL statement, or its index. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html */
function partiqlName(text: string, isOwner: boolean): string {
  const [, table, index] =
    /\b(?:FROM|INTO|UPDATE|EXISTS\s*\(\s*SELECT\b[^"]*?\bFROM)\s+"?([^"\s.]+)"?(?:\s*\.\s*"?([^"\s]+)"?)?/i.exec(text) ?? [];
  return (isOwner ? table : index) ?? '*';
}

/** An address is verified itself or by its domain. https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
function emailIdentities(text: string): readonly string[] {
  const address = /<([^>]+)>\s*$/.exec(text)?.[1] ?? text;
  const at = address.lastIndexOf('@');
  return at < 0 ? [address] : [address, address.slice(at + 1)];
}
