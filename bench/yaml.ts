/**
 * Reads every YAML file under the folders in both ways, and says how many were read without the parser, and whether every tree,
 * place and warning is the same: `node bench/yaml.ts FOLDER...`
 */
import { globSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { readBothWays } from '../src/util/testing.ts';

let plain = 0;
let parsed = 0;
let different = 0;
for (const folder of process.argv.slice(2)) {
  for (const path of globSync(`${folder}/**/*.{yaml,yml,template}`, { exclude: ['**/node_modules/**'] })) {
    const { isPlain, own, parser } = readBothWays(readFileSync(path, 'utf8'));
    if (isPlain) plain++;
    else parsed++;
    if (isDeepStrictEqual(own, parser)) continue;
    different++;
    console.log(`read differently: ${path}`);
  }
}
console.log(`${plain} files read without the parser, ${parsed} with it; ${different} read differently`);
process.exitCode = different > 0 ? 1 : 0;
