import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest asks for it
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // most tests start processes, and a busy machine starts them slowly
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
