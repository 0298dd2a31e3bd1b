import { isIP } from "node:net";

/**
 * Whether a Host header may name this installation. A page of another site can make its own name resolve to this
 * machine (DNS rebinding, A28); the browser then sends that name, and is refused here. Numbers cannot be rebound.
 */
export const isOwnHost = (hostHeader: string | undefined, appUrl: string): boolean => {
  if (hostHeader === undefined || !URL.canParse(`http://${hostHeader}`)) return false;
  const { hostname } = new URL(`http://${hostHeader}`);
  return (
    hostname === new URL(appUrl).hostname ||
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    isIP(hostname.replaceAll(/^\[|\]$/g, "")) !== 0
  );
};
