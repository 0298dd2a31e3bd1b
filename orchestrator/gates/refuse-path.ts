import type { GitRules } from "../runs/executor-dependencies.ts";
import { isMigration } from "./migrations.ts";
import type { WorkingCopy } from "../working-copy/create-working-copy.ts";

interface Place {
  files: Pick<WorkingCopy, "typeOf" | "paths" | "isInBase">;
  rules: Pick<GitRules, "checkPath">;
}

/** Files that run with the rights of the repository or of its owner; only a person changes them (A32). */
const automation =
  /^(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci\.ya?ml$|\.circleci\/|\.buildkite\/|azure-pipelines\.ya?ml$|bitbucket-pipelines\.ya?ml$|\.drone\.ya?ml$|jenkinsfile$|\.travis\.yml$|\.gitmodules$|\.husky\/)/i;

/** Made by a package manager from package.json; nobody writes checksums by hand. */
const lockFile = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?)$/i;

const installed = /(?:^|\/)node_modules\//i;

/** `.env` and its kin hold what a person set up; the examples beside them are ordinary files. */
const environment = /(?:^|\/)\.env(?:\.(?!example$|sample$|template$)[^/]*)?$/i;

const ancestorsOf = (path: string): string[] => {
  const names = path.split("/");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
};

const refuseObstacle = ({ files }: Place, path: string): string | null => {
  const blocking = ancestorsOf(path).find((folder) => !["folder", null].includes(files.typeOf(folder)));
  if (blocking !== undefined) return `${blocking} is not a folder, so nothing can be below it. Choose another path.`;
  const type = files.typeOf(path);
  if (type === "folder") return `${path} is a folder. Name a file in it.`;
  if (type === "symlink" || type === "submodule") return `${path} is a ${type}, which only a person changes.`;
  return null;
};

/** A file that differs from an existing one in upper and lower case alone would be the same file on macOS and Windows. */
const refuseLookalike = ({ files }: Place, path: string): string | null => {
  if (files.typeOf(path) !== null) return null;
  const folded = path.toLowerCase();
  const ancestors = ancestorsOf(path);
  const other = files.paths().find((known) => {
    if (known.toLowerCase() === folded) return true;
    return ancestors.some((folder) => {
      const start = known.slice(0, folder.length + 1);
      return start.toLowerCase() === `${folder.toLowerCase()}/` && start !== `${folder}/`;
    });
  });
  return other === undefined
    ? null
    : `${path} differs from ${other} in upper and lower case alone; on macOS and Windows they are one. Use the spelling that is there.`;
};

/** Why the AI may not change a path, with what to do instead, or null when it may. */
export const refusePath = (place: Place, path: string): string | null => {
  const reason = place.rules.checkPath(path);
  if (reason !== null) {
    return `The path ${JSON.stringify(path.slice(0, 200))} is refused: ${reason}. Use a path relative to the repository, such as src/app.ts.`;
  }
  if (automation.test(path)) {
    return `${path} runs with the rights of the repository's owner, so only a person changes it. Say in your summary what you would change there.`;
  }
  if (environment.test(path)) {
    return `${path} holds a person's own settings and stays as it is. Name the variables in .env.example instead, without values, and say in your summary what to set.`;
  }
  if (lockFile.test(path)) {
    return `${path} is made by the package manager. Change package.json alone; the platform installs what it names.`;
  }
  if (isMigration(path) && place.files.isInBase(path)) {
    return `${path} is committed, so a database may have applied it, and changing it would change nothing there. Write a new migration that alters what it made.`;
  }
  if (installed.test(path)) return `${path} is installed from package.json and is not part of the repository.`;
  return refuseObstacle(place, path) ?? refuseLookalike(place, path);
};
