import { mkdir, readdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { z } from "zod";
import type { Bench, BenchRow } from "./bench.ts";

const isBench = (value: unknown): value is Bench =>
  z.object({ id: z.string(), title: z.string(), run: z.function() }).safeParse(value).success;

const folder = new URL(".", import.meta.url);

/** Loads every file of this folder that exports `bench`; with arguments only those whose id is named: `npm run bench -- P1 P6`. */
const loadBenches = async (): Promise<Bench[]> => {
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith(".ts") && !["bench.ts", "run-bench.ts"].includes(name),
  );
  const modules = await Promise.all(names.toSorted().map((name) => import(new URL(name, folder).href)));
  const wanted = process.argv.slice(2).map((name) => name.toUpperCase());
  return modules
    .map((module: { bench?: unknown }) => module.bench)
    .filter(isBench)
    .filter(({ id }) => wanted.length === 0 || wanted.includes(id))
    .toSorted((one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)));
};

const round = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

const printRow = (id: string, row: BenchRow): string => {
  const ratio = row.baseline === null ? "" : `${(row.ours / row.baseline).toFixed(2)}x`;
  const baseline = row.baseline === null ? "" : `${round(row.baseline)} ${row.unit}`;
  const cells = [
    id.padEnd(4),
    row.case.padEnd(52),
    `${round(row.ours)} ${row.unit}`.padStart(12),
    baseline.padStart(12),
  ];
  return `${cells.join(" ")} ${ratio.padStart(8)}  ${row.isMet ? "met   " : "MISSED"}  ${row.goal}`;
};

const results: (BenchRow & { id: string; title: string })[] = [];
console.log(`${"".padEnd(57)} ${"ours".padStart(12)} ${"baseline".padStart(12)} ${"ratio".padStart(8)}`);
for (const bench of await loadBenches()) {
  for (const row of await bench.run()) {
    results.push({ id: bench.id, title: bench.title, ...row });
    console.log(printRow(bench.id, row));
  }
}
const target = new URL("../../bench/", import.meta.url);
await mkdir(target, { recursive: true });
const machine = { node: process.version, cores: cpus().length, platform: process.platform };
await writeFile(
  new URL("results.json", target),
  `${JSON.stringify({ at: new Date().toISOString(), machine, results }, null, 2)}\n`,
);
console.log(
  `\n${results.filter(({ isMet }) => isMet).length} of ${results.length} goals met; bench/results.json has the numbers.`,
);
