import type { Buildable, Node } from '../../../util/node.ts';
import type { ConnectorEnd } from './ends.ts';
import type { ConnectorProfile } from './profiles.ts';

const PLACEHOLDER = /\{(Source|Destination)\.(Arn|ResourceId|Name|Qualifier)\}/g;

/** The two ends of a connector, by the name the profiles use. */
export type ConnectorEnds = { readonly [end in 'Source' | 'Destination']: ConnectorEnd };

/** A profile's text with the facts of both ends in place: the fact itself, an `Fn::Sub`, or the plain text. */
export function substituteEnds(text: string, ends: ConnectorEnds): Buildable {
  const variables: { [name: string]: Node } = {};
  const replaced = text.replaceAll(PLACEHOLDER, (_whole, end: 'Source' | 'Destination', fact: Fact) => {
    variables[end + fact] = factOf(ends[end], fact)!;
    return `\${${end}${fact}}`;
  });
  const names = Object.keys(variables);
  if (replaced === `\${${names[0]}}`) return variables[names[0]!]!;
  if (names.length > 0) return { 'Fn::Sub': [replaced, variables] };
  return text.includes('${') ? { 'Fn::Sub': text } : text;
}

/** Facts a profile needs and the ends lack, such as `Source.Arn`; those of permissions not asked for count as well, as with AWS. */
export function missingFacts(profile: ConnectorProfile, ends: ConnectorEnds): string[] {
  const missing = new Set<string>();
  for (const text of textsOf(profile)) {
    for (const match of text.matchAll(PLACEHOLDER)) {
      const [end, fact] = [match[1] as 'Source' | 'Destination', match[2] as Fact];
      const value = factOf(ends[end], fact);
      if (value === undefined || (value.kind === 'scalar' && value.value === null)) missing.add(`${end}.${fact}`);
    }
  }
  return [...missing];
}

type Fact = 'Arn' | 'ResourceId' | 'Name' | 'Qualifier';

function factOf(end: ConnectorEnd, fact: Fact): Node | undefined {
  switch (fact) {
    case 'Arn':
      return end.arn;
    case 'ResourceId':
      return end.resourceId;
    case 'Name':
      return end.name;
    case 'Qualifier':
      return end.qualifier;
  }
}

function textsOf(profile: ConnectorProfile): string[] {
  switch (profile.kind) {
    case 'role policy':
      return Object.values(profile.permissions).flatMap((grants) => grants.flatMap((grant) => grant.resources));
    case 'lambda permission':
      return [profile.sourceArn];
    case 'queue policy':
    case 'topic policy':
      return ['{Source.Arn}', '{Destination.Arn}'];
  }
}
