import { describe, expect, it } from "vitest";
import type { Deployment, DeploymentState } from "#core/contracts/deployment.ts";
import {
  DeploymentCanceled,
  DeploymentLost,
  isSuperseded,
  watchDeployment,
} from "#deployments/tasks/watch-deployment.ts";
import { toDeployment } from "#tests/integration/deployments/helpers/create-test-host.ts";

const own = toDeployment();
const newer = (state: DeploymentState, change: Partial<Deployment> = {}): Deployment =>
  toDeployment({ state, ...change });
const isSupersededBy = (newest: Deployment[], one = own): Promise<boolean> =>
  isSuperseded({ list: async () => ({ items: [...newest, one], nextCursor: null }) }, one);

const watch = async (row: Deployment | null): Promise<unknown> => {
  const controller = new AbortController();
  const stop = watchDeployment({ get: async () => row }, own, controller);
  await expect.poll(() => controller.signal.aborted, { timeout: 5_000 }).toBe(true);
  stop();
  return controller.signal.reason;
};

describe("a deployment that is worked on", () => {
  it("is superseded by a newer one of its branch that is under way or served", async () => {
    for (const state of ["queued", "building", "ready"] as const)
      expect(await isSupersededBy([newer(state)])).toBe(true);
  });

  it("is not superseded by one that came to nothing, was canceled, or is older", async () => {
    for (const state of ["error", "canceled", "blocked"] as const)
      expect(await isSupersededBy([newer(state)])).toBe(false);
    expect(await isSupersededBy([newer("building", { isCancelRequested: true })])).toBe(false);
    expect(await isSuperseded({ list: async () => ({ items: [own, newer("ready")], nextCursor: null }) }, own)).toBe(
      false,
    );
  });

  it("is always carried out when it is a promotion", async () => {
    const promotion = toDeployment({ promotedFrom: own.id });
    expect(await isSupersededBy([newer("queued")], promotion)).toBe(false);
  });

  it("is given up when canceled, removed, or taken over", async () => {
    expect(await watch({ ...own, isCancelRequested: true })).toBeInstanceOf(DeploymentCanceled);
    expect(await watch(null)).toBeInstanceOf(DeploymentLost);
    expect(await watch({ ...own, attempt: own.attempt + 1, isCancelRequested: true })).toBeInstanceOf(DeploymentLost);
  });

  it("goes on while the database does not answer", async () => {
    let asked = 0;
    const controller = new AbortController();
    const get = async (): Promise<Deployment | null> => {
      asked += 1;
      if (asked < 3) throw new Error("no answer");
      return null;
    };
    const stop = watchDeployment({ get }, own, controller);
    await expect.poll(() => controller.signal.aborted, { timeout: 5_000 }).toBe(true);
    stop();
    expect(asked).toBe(3);
  });
});
