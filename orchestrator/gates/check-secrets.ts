import type { FileEdit } from "#core/contracts/file.ts";
import type { ChangeSet, Gate } from "./gate.ts";

/** Findings of the new text that the old one did not have: what a person committed before is not the AI's doing. */
const findNew = async ({ files, scanner }: ChangeSet, path: string, content: string): Promise<string[]> => {
  const found = await scanner.scan(path, content);
  if (found.length === 0) return [];
  const before = await files.readBase(path);
  const known = before?.kind === "text" ? before.content : "";
  return found
    .filter(({ start, end }) => !known.includes(content.slice(start, end)))
    .map(
      ({ line, kind }) =>
        `${path} line ${line} holds what looks like a secret (${kind}). Take it out and read it from an environment variable named in .env.example; a secret must never be in a repository.`,
    );
};

const textOf = (change: FileEdit): string | null => ("content" in change ? change.content : null);

/** No credential enters the repository (A23). */
export const checkSecrets: Gate = {
  name: "secrets",
  check: async (changeSet) => {
    const reasons: string[] = [];
    for (const change of changeSet.changes) {
      const content = textOf(change);
      if (content !== null) reasons.push(...(await findNew(changeSet, change.path, content)));
    }
    return reasons;
  },
};
