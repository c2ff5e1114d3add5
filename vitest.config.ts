import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
    // Checks keep whole apps in fixtures; an app may carry tests of its own.
    exclude: ['**/node_modules/**', '**/fixtures/**', 'dist/**', 'examples/**'],
    // Two cores serve everyone who runs this: the machine is slow before the code is.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts', '**/*.generated.ts'] },
  },
});

export default config;
