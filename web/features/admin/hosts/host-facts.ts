import type { HostConnection, RemoteHostName } from "#core/contracts/index.ts";

interface HostFacts {
  label: string;
  description: string;
  tokenPlaceholder: string;
  scopeLabel: string;
  scopeHint: string;
  scopePlaceholder: string;
  secretHint: string;
}

/** What an admin needs to know of each deploy host with an account. */
export const hostFacts: Record<RemoteHostName, HostFacts> = {
  vercel: {
    label: "Vercel",
    description:
      "Builds each branch on Vercel: from the repository on GitHub by its Git integration, or from the files of a commit.",
    tokenPlaceholder: "Token from vercel.com/account/tokens",
    scopeLabel: "Team",
    scopeHint: "The team's id. Leave it empty for the personal account of the token's owner.",
    scopePlaceholder: "team_…",
    secretHint: "Vercel shows it once, when you create the webhook. Without it, Vercel is asked instead.",
  },
  render: {
    label: "Render",
    description: "Builds projects whose repository is on GitHub: one service for production and one for each branch.",
    tokenPlaceholder: "rnd_…",
    scopeLabel: "Workspace",
    scopeHint: "The workspace's id. Leave it empty for the key's own workspace.",
    scopePlaceholder: "tea-…",
    secretHint: "Render shows it with the webhook. Without it, Render is asked instead.",
  },
};

/** Where the connection comes from, in a word or two. */
export const describeHostSource = ({ source }: HostConnection): string => {
  if (source === "none") return "Not connected";
  return source === "admin" ? "Connected" : "Connected by the environment";
};
