import type { Stores } from "#core/ports/stores.ts";
import { type AuthoriseGit, hashAccessToken } from "#git-service/index.ts";

/**
 * Decides about one Git request by its access token. The database is asked each time, so a token that is revoked is
 * refused at once (A19). Somebody else's project and one that does not exist look the same (A18).
 */
export const createAuthoriseGit =
  (stores: Pick<Stores, "accessTokens" | "projects" | "profiles">): AuthoriseGit =>
  async ({ password }, path, access) => {
    const token = password === "" ? null : await stores.accessTokens.findByHash(hashAccessToken(password));
    if (token === null) return { outcome: "unauthenticated" };
    const project = await stores.projects.find(path.owner, path.slug);
    if (project === null || project.ownerId !== token.ownerId) return { outcome: "not-found" };
    if (token.projectId !== null && token.projectId !== project.id) return { outcome: "forbidden" };
    if (access === "write" && token.scope !== "write") return { outcome: "forbidden" };
    const profile = await stores.profiles.get(token.ownerId);
    if (profile === null) return { outcome: "unauthenticated" };
    return {
      outcome: "allowed",
      repository: { projectId: project.id, ownerHandle: project.ownerHandle, slug: project.slug },
      pusher: { name: profile.displayName || profile.handle, email: profile.email },
    };
  };
