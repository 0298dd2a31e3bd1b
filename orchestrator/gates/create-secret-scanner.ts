import { lintSource } from "@secretlint/core";
import { creator as recommended } from "@secretlint/secretlint-rule-preset-recommend";
import type { SecretFinding, SecretScanner } from "./secret-scanner.ts";
import { secretPatterns } from "./secret-patterns.ts";

const config = { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: recommended }] };

const lineAt = (content: string, offset: number): number => content.slice(0, offset).split("\n").length;

const toKind = (ruleId: string): string => ruleId.replace(/^@secretlint\/secretlint-rule-/, "").replaceAll("-", " ");

const lint = async (path: string, content: string): Promise<SecretFinding[]> => {
  const { messages } = await lintSource({
    // A comment in a file must not be able to turn the scan off.
    source: {
      filePath: `/${path}`,
      content: content.replaceAll("secretlint-", "secretlint_"),
      contentType: "text",
      ext: /\.[^./]+$/.exec(path)?.[0] ?? "",
    },
    options: { config, noPhysicFilePath: true },
  });
  return messages.map(({ ruleId, range: [start, end] }) => ({
    kind: toKind(ruleId),
    line: lineAt(content, start),
    start,
    end,
  }));
};

const match = (content: string): SecretFinding[] =>
  secretPatterns.flatMap(({ kind, pattern, isSecret }) =>
    [...content.matchAll(pattern)].flatMap((found) => {
      const secret = found.groups?.["secret"] ?? found[0];
      if (isSecret !== undefined && !isSecret(secret)) return [];
      const start = found.index + found[0].lastIndexOf(secret);
      return [{ kind, line: lineAt(content, start), start, end: start + secret.length }];
    }),
  );

/** Findings in the order of the text, each stretch of it once. */
const merge = (findings: SecretFinding[]): SecretFinding[] => {
  const merged: SecretFinding[] = [];
  for (const finding of findings.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    const last = merged.at(-1);
    if (last === undefined || finding.start >= last.end) merged.push(finding);
  }
  return merged;
};

const scan = async (path: string, content: string): Promise<SecretFinding[]> =>
  merge([...(await lint(path, content)), ...match(content)]);

const redact = async (text: string): Promise<string> => {
  let redacted = "";
  let end = 0;
  for (const finding of await scan("text.txt", text)) {
    redacted += `${text.slice(end, finding.start)}[secret removed: ${finding.kind}]`;
    end = finding.end;
  }
  return redacted + text.slice(end);
};

/** Finds credentials with secretlint's recommended rules and our own patterns for those it does not know (A23). */
export const createSecretScanner = (): SecretScanner => ({ scan, redact });
