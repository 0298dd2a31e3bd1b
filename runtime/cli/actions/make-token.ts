import { NotFoundError } from "#core/errors/not-found-error.ts";
import { createAccessToken } from "#git-service/index.ts";
import { closeGitHosts, createAdapters } from "../../container/index.ts";
import { openContext, type SharedOptions } from "../open-context.ts";
import { openInstallation } from "../open-installation.ts";

export interface TokenOptions extends SharedOptions {
  scope: "read" | "write";
  name: string;
  days: number;
}

const DAY_IN_MILLISECONDS = 86_400_000;

/** Makes an access token for the project `owner/slug` and prints it: the token on stdout, what it is on stderr. */
export const makeToken = async (path: string, options: TokenOptions): Promise<void> => {
  const installation = await openInstallation(await openContext("token", options));
  const adapters = await createAdapters(installation);
  const { stores } = adapters;
  try {
    const [owner = "", slug = ""] = path.split("/");
    const project = await stores.projects.find(owner, slug);
    if (project === null) throw new NotFoundError(`project called ${path}`);
    const { token, hash, hint } = createAccessToken(installation.randomBytes);
    const expiresAt = new Date(installation.clock.now().getTime() + options.days * DAY_IN_MILLISECONDS);
    await stores.accessTokens.create({
      ownerId: project.ownerId,
      projectId: project.id,
      name: options.name,
      scope: options.scope,
      hash,
      hint,
      expiresAt,
    });
    console.error(
      `A token to ${options.scope === "write" ? "clone and push" : "clone"} ${path} until ${expiresAt.toISOString().slice(0, 10)}. It is shown this once; Git asks for it as the password, with any user name:`,
    );
    console.log(token);
  } finally {
    await closeGitHosts(adapters);
  }
};
