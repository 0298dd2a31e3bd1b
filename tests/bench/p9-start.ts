import { startProduct } from "#tests/helpers/start-product.ts";
import type { Bench } from "./bench.ts";

/** `letscode start` on a built checkout until /api/ready answers 200: the first time, and again on the same data. */
export const bench: Bench = {
  id: "P9",
  title: "Start",
  run: async () => {
    const startedAt = performance.now();
    const product = await startProduct();
    try {
      const first = (performance.now() - startedAt) / 1000;
      await product.stop();
      const againAt = performance.now();
      await product.startAgain();
      const second = (performance.now() - againAt) / 1000;
      const row = { baseline: null, unit: "s" as const, goal: "<= 6 s on a built checkout" };
      return [
        { ...row, case: "start on a new data folder", ours: first, isMet: first <= 6 },
        { ...row, case: "start again", ours: second, isMet: second <= 6 },
      ];
    } finally {
      await product.remove();
    }
  },
};
