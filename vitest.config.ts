import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/fast-check.ts"],
    // most tests start processes, and a busy machine starts them slowly
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default config;
