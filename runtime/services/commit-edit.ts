import type { WriteAnswer } from "#core/contracts/answers.ts";
import type { CommitFiles, FileEdit } from "#core/contracts/file.ts";
import { readPerson } from "./read-person.ts";
import { requireHead } from "./require-head.ts";
import { requireProject, toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const describe = (files: FileEdit[]): string => {
  const [first] = files;
  if (files.length !== 1 || first === undefined) return `Edit ${files.length} files`;
  return `${"isDeleted" in first ? "Delete" : "Edit"} ${first.path}`.slice(0, 72);
};

/**
 * Commits a person's edit to a branch whose head is still `expectedHead`. Throws StaleHeadError (409) when it
 * moved: a person decides about their own text, so nothing is replayed behind their back (A12). Throws
 * SecretFoundError for a file that holds a credential.
 */
export const commitEdit = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  input: CommitFiles,
): Promise<WriteAnswer> => {
  const project = await requireProject(session, projectId);
  await requireHead(context, project, input.branch);
  for (const file of input.files) if ("content" in file) await context.refuseSecrets(file);
  const message = input.message === undefined || input.message === "" ? describe(input.files) : input.message;
  const { sha, isReplayed } = await context.gitHost.commit(toRepositoryName(project), {
    branch: input.branch,
    expectedHead: input.expectedHead,
    changes: input.files,
    message,
    author: await readPerson(context, session),
    onMoved: "refuse",
  });
  await context.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "commit.created",
    details: {
      branch: input.branch,
      commitSha: sha,
      subject: message.split("\n")[0],
      files: input.files.map(({ path }) => path).slice(0, 20),
    },
  });
  return { sha, branch: input.branch, isReplayed };
};
