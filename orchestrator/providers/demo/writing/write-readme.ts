import type { AppSpec } from "../analysis/app-spec.ts";
import { joinWords } from "../analysis/words.ts";

const plain = (text: string) => text.replaceAll(/[<>]/g, "");

/** The README of a generated app. */
export function writeReadme(app: AppSpec): string {
  const rows = app.entities.map(
    ({ plural, fields }) => `| ${plural} | ${fields.map(({ label }) => label).join(", ")} |`,
  );
  return `# ${plain(app.name)}

${plain(app.tagline)}

    npm ci
    npm run dev

## What it keeps
| record | fields |
|---|---|
${rows.join("\n")}

The first page shows ${joinWords(["figures", "what is coming up", "how things stand"])}. A new browser starts with sample data; "Saved in this
browser" in the sidebar takes it away.

## Where the data is
In the browser, until you connect Supabase:

1. Create a project and apply the migrations: \`npx supabase db push\`.
2. Copy \`.env.example\` to \`.env\` and fill in the project's URL and publishable key.
3. Build again. People then sign in, and row level security shows each of them their own records only.

\`AGENTS.md\` says where things are and how to add more.
`;
}
