import { createHash } from "node:crypto";
import { VercelApiError } from "./vercel-api-error.ts";
import { createCallVercel, type CallOptions, type CallVercel } from "./call-vercel.ts";
import type { VercelFramework } from "./to-vercel-framework.ts";
import {
  anythingSchema,
  type ListedDeployment,
  type VercelDeployment,
  vercelBypassSchema,
  vercelDeploymentSchema,
  vercelDeploymentsSchema,
  vercelEventsSchema,
  type VercelProject,
  vercelProjectSchema,
} from "./vercel-schemas.ts";

/** A file as Vercel knows it: by its path and the SHA-1 of its content. */
export interface VercelFile {
  file: string;
  sha: string;
  size: number;
}

export interface NewDeployment {
  name: string;
  projectId: string;
  isProduction: boolean;
  meta: Record<string, string>;
  source:
    | { kind: "git"; repositoryId: number; ref: string; sha: string }
    | { kind: "files"; files: VercelFile[]; framework: VercelFramework | null; commit: { sha: string; ref: string } }
    | { kind: "deployment"; id: string };
}

const orNull = async <Value>(request: Promise<Value>): Promise<Value | null> => {
  try {
    return await request;
  } catch (thrown) {
    if (thrown instanceof VercelApiError && thrown.refusal.status === 404) return null;
    throw thrown;
  }
};

const toSource = ({ source }: NewDeployment) => {
  switch (source.kind) {
    case "git": {
      const { repositoryId: repoId, ref, sha } = source;
      return { gitSource: { type: "github" as const, repoId, ref, sha } };
    }
    case "files": {
      const { files, framework, commit } = source;
      return {
        files,
        projectSettings: { framework },
        gitMetadata: { commitSha: commit.sha, commitRef: commit.ref, dirty: false },
      };
    }
    case "deployment":
      return { deploymentId: source.id };
  }
};

const findBypass = (secrets: VercelProject["protectionBypass"]): string | undefined =>
  Object.entries(secrets ?? {}).find(([, { scope }]) => scope === "automation-bypass")?.[0];

interface Sender {
  call: CallVercel;
  scope: { teamId?: string };
}

const createProjectCalls = ({ call, scope }: Sender) => ({
  getProject: (idOrName: string): Promise<VercelProject | null> =>
    orNull(
      call(vercelProjectSchema, async (core) =>
        (await import("@vercel/sdk/funcs/projectsGetProject.js")).projectsGetProject(core, { ...scope, idOrName }),
      ),
    ),
  createProject: (project: {
    name: string;
    framework: VercelFramework | null;
    rootDirectory: string | null;
    /** `owner/name` on GitHub. */
    repository: string | null;
  }): Promise<VercelProject> => {
    const { name, framework, rootDirectory, repository } = project;
    return call(vercelProjectSchema, async (core) =>
      (await import("@vercel/sdk/funcs/projectsCreateProject.js")).projectsCreateProject(core, {
        ...scope,
        requestBody: {
          name,
          ...(framework === null ? {} : { framework }),
          ...(rootDirectory === null ? {} : { rootDirectory }),
          ...(repository === null ? {} : { gitRepository: { type: "github", repo: repository } }),
        },
      }),
    );
  },
  /** Points the production domains at a deployment. */
  promote: async (projectId: string, deploymentId: string): Promise<void> => {
    await call(anythingSchema, async (core) =>
      (await import("@vercel/sdk/funcs/projectsRequestPromote.js")).projectsRequestPromote(core, {
        ...scope,
        projectId,
        deploymentId,
      }),
    );
  },
  rollBack: async (projectId: string, deploymentId: string): Promise<void> => {
    await call(anythingSchema, async (core) =>
      (await import("@vercel/sdk/funcs/projectsRequestRollback.js")).projectsRequestRollback(core, {
        ...scope,
        projectId,
        deploymentId,
      }),
    );
  },
  /** The secret with which our own probe passes the project's protection; made where there is none yet. */
  provideBypass: async (project: VercelProject): Promise<string | null> => {
    const known = findBypass(project.protectionBypass);
    if (known !== undefined) return known;
    const { protectionBypass } = await call(vercelBypassSchema, async (core) =>
      (
        await import("@vercel/sdk/funcs/projectsUpdateProjectProtectionBypass.js")
      ).projectsUpdateProjectProtectionBypass(core, { ...scope, idOrName: project.id, requestBody: {} }),
    );
    return findBypass(protectionBypass) ?? null;
  },
});

const createDeploymentCalls = ({ call, scope }: Sender) => ({
  createDeployment: (deployment: NewDeployment): Promise<VercelDeployment> =>
    call(vercelDeploymentSchema, async (core) =>
      (await import("@vercel/sdk/funcs/deploymentsCreateDeployment.js")).deploymentsCreateDeployment(core, {
        ...scope,
        forceNew: "1",
        skipAutoDetectionConfirmation: "1",
        requestBody: {
          name: deployment.name,
          project: deployment.projectId,
          meta: deployment.meta,
          ...(deployment.isProduction ? { target: "production" } : {}),
          ...toSource(deployment),
        },
      }),
    ),
  uploadFile: async (content: Buffer): Promise<void> => {
    const xVercelDigest = createHash("sha1").update(content).digest("hex");
    await call(anythingSchema, async (core) =>
      (await import("@vercel/sdk/funcs/deploymentsUploadFile.js")).deploymentsUploadFile(core, {
        ...scope,
        contentLength: content.length,
        xVercelDigest,
        requestBody: new Uint8Array(content),
      }),
    );
  },
  cancelDeployment: async (id: string): Promise<void> => {
    await orNull(
      call(anythingSchema, async (core) =>
        (await import("@vercel/sdk/funcs/deploymentsCancelDeployment.js")).deploymentsCancelDeployment(core, {
          ...scope,
          id,
        }),
      ),
    );
  },
  deleteDeployment: async (id: string): Promise<void> => {
    await orNull(
      call(anythingSchema, async (core) =>
        (await import("@vercel/sdk/funcs/deploymentsDeleteDeployment.js")).deploymentsDeleteDeployment(core, {
          ...scope,
          id,
        }),
      ),
    );
  },
});

const createDeploymentReads = ({ call, scope }: Sender) => ({
  getDeployment: (idOrUrl: string): Promise<VercelDeployment | null> =>
    orNull(
      call(vercelDeploymentSchema, async (core) =>
        (await import("@vercel/sdk/funcs/deploymentsGetDeployment.js")).deploymentsGetDeployment(core, {
          ...scope,
          idOrUrl,
        }),
      ),
    ),
  /** Newest first. */
  listDeployments: async (query: { projectId: string; sha?: string; branch?: string }): Promise<ListedDeployment[]> =>
    (
      await call(vercelDeploymentsSchema, async (core) =>
        (await import("@vercel/sdk/funcs/deploymentsGetDeployments.js")).deploymentsGetDeployments(core, {
          ...scope,
          ...query,
          limit: 50,
        }),
      )
    ).deployments,
  /** What its build printed so far, in order. */
  listOutput: async (idOrUrl: string): Promise<{ stream: "stdout" | "stderr"; text: string }[]> => {
    const events = await call(vercelEventsSchema, async (core) =>
      (await import("@vercel/sdk/funcs/deploymentsGetDeploymentEvents.js")).deploymentsGetDeploymentEvents(core, {
        ...scope,
        idOrUrl,
        direction: "forward",
        follow: 0,
        limit: -1,
        builds: 1,
      }),
    );
    return events
      .filter(({ type }) => ["stdout", "stderr", "command", "fatal", "error"].includes(type))
      .map((event) => ({ ...event, line: event.text ?? event.payload?.text ?? "" }))
      .toSorted((one, other) => one.created - other.created || (one.serial ?? "").localeCompare(other.serial ?? ""))
      .flatMap(({ type, line }) =>
        line
          .replace(/\n$/, "")
          .split("\n")
          .map((text) => ({
            stream: type === "stdout" || type === "command" ? ("stdout" as const) : ("stderr" as const),
            text,
          })),
      );
  },
});

/** The parts of Vercel's API that deployments need, in the scope of one access token. */
export const createVercelClient = (options: CallOptions) => {
  const { teamId } = options.access;
  const sender: Sender = { call: createCallVercel(options), scope: teamId === undefined ? {} : { teamId } };
  return {
    ...sender,
    ...createProjectCalls(sender),
    ...createDeploymentCalls(sender),
    ...createDeploymentReads(sender),
  };
};

export type VercelClient = ReturnType<typeof createVercelClient>;
