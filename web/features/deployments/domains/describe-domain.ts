import type { Domain } from "#core/contracts/index.ts";
import type { StateLook } from "#web/components/state-badge.tsx";

/** How a domain reads: whether it is served, and if not, which of the two steps is missing. */
export const describeDomain = ({ isVerified, isServing }: Domain): StateLook => {
  if (isServing) return { label: "Serving", tone: "success", shape: "done" };
  if (isVerified) return { label: "Verified, DNS not set", tone: "warning", shape: "waiting" };
  return { label: "Unverified", tone: "warning", shape: "question" };
};

/** What is still to be done for it, and why; null when nothing is. */
export const describeMissing = ({ isVerified, isServing, records }: Domain): string | null => {
  if (isServing) return null;
  if (records.length === 0) return "The deploy host does not say what is missing. Check again in a few minutes.";
  const these = records.length === 1 ? "this record" : "these records";
  const reason = isVerified
    ? "so that the name leads to your app"
    : "so that the deploy host sees that the name is yours and leads it to your app";
  return `Set ${these} where the names of this domain are kept, ${reason}.`;
};

const elsewhere: Record<string, string> = {
  local:
    "This installation builds and serves your app itself, at the address above, and has no domains to set. Choose Vercel as the deploy host in the project's settings to serve production at a domain of yours.",
  render:
    "Domains on Render are set in Render's dashboard: open the service of your production there, then Settings, Custom Domains. What you set there stays, whatever is deployed from here.",
  folder: "Whatever serves the folder decides at which domain your app is, so it is set there.",
};

/** Why there are no domains to set for a project, and where they are set instead. */
export const describeNoDomains = (host: string): string =>
  elsewhere[host] ??
  "This deploy host has no domains to set here. Set them where your app is served, or choose Vercel as the deploy host in the project's settings.";
