import { startHoldingProxy } from "#tests/helpers/start-holding-proxy.ts";
import { startFakeVercel } from "#tests/helpers/vercel/start-fake-vercel.ts";

const reachSites = new URL("../helpers/vercel/reach-sites.ts", import.meta.url).href;
const BUILD_MILLISECONDS = 1_000;

/** A Vercel that builds whatever it is asked for, and serves it where the product looks for it. */
export const serveVercel = async () => {
  const vercel = await startFakeVercel();
  const sites = await startHoldingProxy((input) => {
    const host = new URL(input instanceof Request ? input.url : input).pathname.split("/")[1] ?? "";
    return vercel.fetch(`https://${host}/`, undefined);
  });
  const timer = setInterval(() => {
    for (const { id, readyState } of vercel.state.deployments.values()) {
      if (readyState === "QUEUED")
        vercel.build(id, ["Cloning completed: 512.000ms", "Build Completed in /vercel/output"]);
      if (readyState === "BUILDING") void vercel.end(id, { state: "READY" });
    }
  }, BUILD_MILLISECONDS);
  return {
    state: vercel.state,
    variables: {
      VERCEL_API_URL: vercel.url,
      VERCEL_TOKEN: vercel.state.token,
      VERCEL_TEAM_ID: "team_1",
      VERCEL_WEBHOOK_SECRET: "a secret shared with Vercel",
      FAKE_SITES_URL: sites.url,
      NODE_OPTIONS: `--import ${reachSites}`,
    },
    close: async (): Promise<void> => {
      clearInterval(timer);
      await sites.stop();
      await vercel.stop();
    },
  };
};
export type ServedVercel = Awaited<ReturnType<typeof serveVercel>>;
