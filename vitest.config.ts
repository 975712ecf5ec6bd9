import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // most tests start processes, and a busy machine starts them slowly
    // keys are made anew in each run, and what is judged by likelihood is wrong once in some hundred of them
    retry: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default config;
