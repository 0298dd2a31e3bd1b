import type { GitHubPlace } from "#core/contracts/github.ts";
import { ZERO_SHA } from "#core/contracts/id.ts";
import type { Project } from "#core/contracts/project.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { requireProject, toRepositoryName } from "../require-project.ts";
import type { ServiceContext, Session } from "../service-context.ts";
import { chooseRepository } from "./choose-repository.ts";
import { requirePersonToken } from "./connect-person.ts";

const assertIdle = async ({ stores }: ServiceContext, project: Project): Promise<void> => {
  const active = (await stores.runs.listActive()).some(({ projectId }) => projectId === project.id);
  if (!active) return;
  throw new IllegalStateError("A run is at work in this project.", "Wait for it or stop it, then try again.");
};

/**
 * Tells the receiver of branches that no webhook will tell of: their history is indexed and their heads are deployed as
 * if they had just been pushed. Telling twice changes nothing.
 */
export const announceBranches = async (context: ServiceContext, project: Project): Promise<void> => {
  const branches = await context.gitHost.listBranches(toRepositoryName(project));
  const isDefault = ({ name }: { name: string }): boolean => name === project.defaultBranch;
  for (const { name, sha } of [...branches.filter(isDefault), ...branches.filter((each) => !isDefault(each))]) {
    await context.stores.deliveries.record({
      source: "github",
      deliveryId: `import-${project.id}-${sha}-${name}`.slice(0, 100),
      event: "push",
      payload: {
        ref: `refs/heads/${name}`,
        before: ZERO_SHA,
        after: sha,
        created: true,
        deleted: false,
        forced: false,
        repository: { id: project.repositoryId ?? project.id, full_name: project.repositoryName ?? project.slug },
        pusher: { name: "GitHub", email: null },
        commits: [],
      },
    });
  }
};

/**
 * Moves a project from this installation to a new repository on GitHub, with its whole history and every branch. What
 * the database knows stays, since commits keep their ids. Nothing changes until GitHub has every branch.
 */
export const moveToGitHub = async (
  context: ServiceContext,
  session: Session,
  id: string,
  place: Omit<GitHubPlace, "repositoryId">,
): Promise<Project> => {
  const project = await requireProject(session, id);
  if (project.gitHost !== "local") {
    throw new IllegalStateError("This project is on GitHub already.", "Open its settings to see where.");
  }
  await assertIdle(context, project);
  const { github, stores } = context;
  const chosen = await chooseRepository(context, session, {
    ...place,
    fallbackName: project.slug,
    description: project.name,
  });
  const { repositoryId, installationId, repositoryName } = chosen.identity;
  const name = toRepositoryName(project);
  try {
    const heads = await github.local.listBranches(name);
    const at = { repositoryId: repositoryId ?? 0, installationId: installationId ?? 0, fullName: repositoryName ?? "" };
    await github.host.pushAll(at, github.local.repositoryDirectory(project.id), heads);
    const now = await github.local.listBranches(name);
    if (JSON.stringify(now) !== JSON.stringify(heads)) {
      throw new IllegalStateError("Somebody pushed to the project while it moved.", "Try again; nothing was changed.");
    }
    await github.accounts.setDefaultBranch(chosen.token, chosen.repository.fullName, project.defaultBranch);
  } catch (thrown) {
    await chosen.undo();
    throw thrown;
  }
  const moved = await stores.projects.update(project.id, { gitHost: "github", ...chosen.identity });
  github.forgetProject(project.id);
  await github.host.sync(project.id);
  await github.local.removeRepository(name);
  await stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "repository.moved",
    details: { repository: chosen.repository.fullName },
  });
  return moved;
};

/** Stops fetching from and pushing to the repository; what is known of it stays. */
export const disconnectRepository = async (context: ServiceContext, session: Session, id: string): Promise<Project> => {
  const project = await requireProject(session, id);
  if (project.gitHost !== "github") throw notOnGitHub();
  const changed = await context.stores.projects.update(project.id, { repositoryState: "disconnected" });
  context.github.forgetProject(project.id);
  await recordRepository(context, project, "repository.disconnected");
  return changed;
};

const notOnGitHub = (): IllegalStateError =>
  new IllegalStateError("This project's repository is on this installation.", "Move it to GitHub first.");

const recordRepository = ({ stores }: ServiceContext, project: Project, action: string): Promise<void> =>
  stores.activity.append({
    projectId: project.id,
    actor: "user",
    action,
    details: { repository: project.repositoryName },
  });

/** Finds the repository again, wherever it is by now, by its number, and goes on with what was pushed meanwhile. */
export const reconnectRepository = async (context: ServiceContext, session: Session, id: string): Promise<Project> => {
  const project = await requireProject(session, id);
  if (project.gitHost !== "github" || project.repositoryId === null) throw notOnGitHub();
  const { github, stores } = context;
  const token = await requirePersonToken(context, session);
  const repository = await github.accounts.readRepository(token, project.repositoryId);
  const login = repository.fullName.split("/")[0];
  const owner = (await github.accounts.listOwners(token)).find((each) => each.login === login);
  if (owner === undefined || !repository.canPush) {
    throw new IllegalStateError(
      `The GitHub App is not installed for ${login ?? "its owner"}, or you may not push to ${repository.fullName}.`,
      "Install the App on the repository, then connect again.",
    );
  }
  const connected = await stores.projects.update(project.id, {
    repositoryState: "connected",
    repositoryName: repository.fullName,
    repositoryUrl: repository.htmlUrl,
    installationId: owner.installationId,
  });
  github.forgetProject(project.id);
  await github.host.sync(project.id);
  await announceBranches(context, connected);
  await recordRepository(context, connected, "repository.connected");
  return connected;
};
