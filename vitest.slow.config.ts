import { defineConfig, type ViteUserConfig } from "vitest/config";

/** What takes minutes or gigabytes: `npm run test:slow`. */
const config: ViteUserConfig = defineConfig({
  test: { include: ["test/load/**/*.slow.ts"], testTimeout: 900_000, hookTimeout: 900_000, fileParallelism: false },
});

export default config;
