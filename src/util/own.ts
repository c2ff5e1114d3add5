/** What a table says for a key; undefined for a name such as `constructor`, which every object has and a template may use. */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
