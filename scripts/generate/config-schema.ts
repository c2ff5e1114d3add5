import { z } from 'zod';
import { configSchema } from '../../src/readers/config.ts';

/** JSON Schema of casemate.config.json, from the schema that reads it. */
export function configJsonSchema(): string {
  const schema = z.toJSONSchema(configSchema(), { target: 'draft-2020-12' });
  return `${JSON.stringify({ $id: 'casemate/config.schema.json', title: 'casemate.config.json', ...schema }, null, 2)}\n`;
}
