import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { listDescendants } from "#tests/helpers/list-descendants.ts";
import { startProduct } from "#tests/helpers/start-product.ts";
import type { Bench } from "./bench.ts";

const REST_MILLISECONDS = 10_000;

/** Memory of a process in MB; pages that several processes share (Postgres' buffers) are counted by their share. */
const readMemory = async (processId: number): Promise<number> => {
  const text = await readFile(`/proc/${processId}/smaps_rollup`, "utf8").catch(() => "");
  return Number(/^Pss: +(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
};

/** Server, worker and database together, ten seconds after a start, when nobody does anything. */
export const bench: Bench = {
  id: "P10",
  title: "Memory at rest",
  run: async () => {
    const product = await startProduct();
    try {
      await wait(REST_MILLISECONDS);
      const processIds = [product.processId(), ...(await listDescendants(product.processId()))];
      const memory = await Promise.all(processIds.map(readMemory));
      const ours = memory.reduce((sum, each) => sum + each, 0);
      return [
        {
          case: "server, worker and database",
          ours,
          baseline: null,
          unit: "MB",
          goal: "<= 600 MB",
          isMet: ours <= 600,
        },
      ];
    } finally {
      await product.remove();
    }
  },
};
