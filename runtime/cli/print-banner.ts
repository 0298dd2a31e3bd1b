import type { PublicConfig } from "#core/contracts/public-config.ts";

const titles: Record<keyof PublicConfig["parts"], string> = {
  database: "database",
  supabase: "Supabase",
  gitHost: "git host",
  deployHost: "deploy host",
  provider: "AI provider",
};

/** The lines a start ends with: where it is, what is embedded, what is connected, what is missing. */
export const describeStart = (
  config: PublicConfig,
  { dataDirectory, seconds }: { dataDirectory: string; seconds: number },
): string[] => {
  const parts = Object.entries(config.parts).map(([name, { mode, label }]) => {
    const title = titles[name as keyof PublicConfig["parts"]];
    return `  ${title.padEnd(12)} ${mode.padEnd(10)} ${label}`;
  });
  const hint =
    config.provider === "demo"
      ? [
          "",
          "  The demo provider needs no key. For a real model set XAI_API_KEY, OPENAI_API_KEY or COMPATIBLE_BASE_URL.",
        ]
      : [];
  const missing = config.warnings.flatMap(({ message, fix }) => ["", `  Missing: ${message}`, `           ${fix}`]);
  return [
    "",
    `LetsCode ${config.version} is ready at ${config.url} (${seconds.toFixed(1)} s)`,
    "",
    ...parts,
    `  ${"data".padEnd(12)} ${"".padEnd(10)} ${dataDirectory}`,
    ...hint,
    ...missing,
    "",
    "Stop it with Ctrl-C.",
  ];
};

export const printBanner = (...parameters: Parameters<typeof describeStart>): void => {
  console.log(describeStart(...parameters).join("\n"));
};
