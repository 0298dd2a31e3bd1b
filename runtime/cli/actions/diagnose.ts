import { z } from "zod";
import { ConfigurationError } from "#core/errors/configuration-error.ts";
import { createNpmRegistryReader } from "../../container/read-npm-registry.ts";
import { examine } from "../doctor/examine.ts";
import type { Finding } from "../doctor/finding.ts";
import { openContext, type SharedOptions } from "../open-context.ts";

const marks = { ok: "ok     ", warning: "warning", failure: "FAILED " } as const;

const problemsSchema = z.array(z.object({ name: z.string(), message: z.string() }));

const readConfiguration = async (options: SharedOptions) => {
  try {
    const { config } = await openContext("doctor", options);
    return { config, problems: [] };
  } catch (thrown) {
    if (!(thrown instanceof ConfigurationError)) throw thrown;
    return { config: null, problems: problemsSchema.parse(thrown.data["problems"]) };
  }
};

const describe = ({ state, text, fix }: Finding): string =>
  `${marks[state]}  ${text}${fix === undefined ? "" : `\n         ${fix}`}`;

/** Prints what the doctor found; the process ends with 1 when something has failed. */
export const diagnose = async (options: SharedOptions): Promise<void> => {
  const findings = await examine({
    ...(await readConfiguration(options)),
    fetch: globalThis.fetch,
    registry: createNpmRegistryReader(),
  });
  console.log(findings.map(describe).join("\n"));
  const failures = findings.filter(({ state }) => state === "failure").length;
  const warnings = findings.filter(({ state }) => state === "warning").length;
  console.log(failures + warnings === 0 ? "\nAll is well." : `\n${failures} failed, ${warnings} to look at.`);
  process.exitCode = failures > 0 ? 1 : 0;
};
