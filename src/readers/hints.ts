import type { Hint, HintStatement, HintSubject, StatedCall } from '../model/hint.ts';
import { at, toJson } from '../util/node.ts';
import type { Node } from '../util/node.ts';
import type * as Zod from 'zod';
import type { ZodType } from 'zod';

/** An entry of `behavior.hints` as it is written. */
interface WrittenHint {
  readonly function: string;
  readonly value?: string;
  readonly at?: string;
  readonly unknown?: string;
  readonly resources?: readonly string[];
  readonly modules?: readonly string[];
  readonly calls?: readonly StatedCall[];
}

/** What `behavior` of the config file may hold. */
export function behaviorSchema(z: typeof Zod.z): ZodType {
  const text = z.string().min(1);
  const call = z.strictObject({
    action: z
      .string()
      .regex(/^[a-z0-9-]+:\w+$/)
      .describe('An IAM action: dynamodb:Query.'),
    resources: z.array(text).min(1).describe('Logical ids, perhaps with what follows in the ARN (Orders/index/*), ARNs, or *.'),
  });
  const hint = z
    .strictObject({
      function: text.describe('Logical id of the function.'),
      value: text.optional().describe('A name that is not known, as the report says it: event.Bucket.'),
      at: text.optional().describe('Where the unknown stands: src/export.ts:42, or the file alone.'),
      unknown: text.optional().describe('Code of the unknown: untracked-library.'),
      resources: z.array(text).min(1).optional().describe('What the name stands for: logical ids or ARNs.'),
      modules: z.array(text).min(1).optional().describe('The modules that an import by a computed name loads.'),
      calls: z.array(call).optional().describe('What is called there; without a place, what is called besides.'),
    })
    .refine(({ resources, modules, calls }) => [resources, modules, calls].filter((one) => one !== undefined).length === 1, {
      message: 'say one of resources, modules and calls',
    })
    .refine((one) => one.calls !== undefined || one.value !== undefined || one.at !== undefined, {
      message: 'say with value or at which unknown it answers',
    });
  return z
    .strictObject({ hints: z.array(hint).describe('What casemate cannot see in the code of a function.') })
    .partial()
    .describe('What functions do at AWS.');
}

/** The hints of a config file that is right, each with its place. */
export function readHints(config: Node): readonly Hint[] {
  const list = at(config, 'behavior', 'hints');
  if (list?.kind !== 'list') return [];
  return list.items.map((item) => {
    const written = toJson(item) as unknown as WrittenHint;
    return { function: written.function, about: subjectOf(written), says: statementOf(written), at: item.at };
  });
}

function subjectOf({ value, at: place, unknown }: WrittenHint): HintSubject | null {
  if (value === undefined && place === undefined && unknown === undefined) return null;
  const [, file = '', line] = /^(.*?)(?::(\d+)(?::\d+)?)?$/s.exec(place ?? '') ?? [];
  const where = place === undefined ? null : { file: file.replace(/^\.\//, ''), line: line === undefined ? null : Number(line) };
  return { value: value ?? null, at: where, unknown: unknown ?? null };
}

function statementOf({ resources, modules, calls }: WrittenHint): HintStatement {
  if (resources !== undefined) return { kind: 'resources', resources };
  if (modules !== undefined) return { kind: 'modules', modules };
  return { kind: 'calls', calls: calls ?? [] };
}
