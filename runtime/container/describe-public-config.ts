import type { PublicConfig } from "#core/contracts/public-config.ts";
import type { Template } from "#core/contracts/template.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import { MINIMUM_GIT_VERSION } from "#git-service/index.ts";
import type { Provider } from "#core/ports/provider.ts";
import type { Installation } from "./installation.ts";

type Part = PublicConfig["parts"]["database"];

const embedded = (label: string): Part => ({ mode: "embedded", label });
const connected = (label: string): Part => ({ mode: "connected", label });

const neededGit = MINIMUM_GIT_VERSION.join(".");
const gitMissing = {
  code: "git_missing",
  message: `Cloning and pushing are off, because there is no git ${neededGit} or newer on this machine.`,
  fix: "Install it (Debian and Ubuntu: `apt install git`; macOS: `brew install git`) and start again.",
};

const providerNames: Record<string, string> = { xai: "xAI", openai: "OpenAI", anthropic: "Anthropic" };

const describeProvider = (provider: Provider, address: string | undefined): Part => {
  if (provider.isDemo) return embedded("Demo provider");
  const compatible = address === undefined ? provider.name : new URL(address).host;
  return connected(providerNames[provider.name] ?? compatible);
};

const describeParts = ({ config }: Installation, provider: Part): PublicConfig["parts"] => {
  return {
    database:
      config.databaseUrl === undefined
        ? embedded("PostgreSQL")
        : connected(`PostgreSQL at ${new URL(config.databaseUrl).hostname}`),
    supabase:
      config.supabase === undefined
        ? embedded("Auth, Data API and Realtime")
        : connected(new URL(config.supabase.url).hostname),
    gitHost: config.gitHost === "local" ? embedded("Repositories on this machine") : connected("GitHub"),
    deployHost: config.deployHost === "local" ? embedded("Builds on this machine") : connected(config.deployHost),
    provider,
  };
};

/** What anyone may know of an installation: where things are, what is embedded, and what does not work here. Never a secret. */
export const describePublicConfig = async (
  installation: Installation,
  parts: {
    templates: Template[];
    provider: Provider;
    /** Of its server. */
    address: string | undefined;
    model: string;
    /** False where git is missing or too old: commits work without, clones and pushes do not. */
    hasGit: boolean;
    findSandbox(): Promise<unknown>;
  },
): Promise<PublicConfig> => {
  const { config, supabase, version } = installation;
  const warnings: PublicConfig["warnings"] = parts.hasGit ? [] : [gitMissing];
  if (config.deployHost === "local") {
    await parts.findSandbox().catch((thrown: unknown) => {
      const { code, detail, fix } = toLetscodeError(thrown);
      warnings.push({ code, message: detail, fix });
    });
  }
  return {
    version,
    url: config.url,
    supabaseUrl: supabase.publicUrl,
    supabasePublishableKey: supabase.publishableKey,
    gitHost: config.gitHost,
    deployHost: config.deployHost,
    provider: parts.provider.name,
    model: parts.model,
    templates: parts.templates,
    parts: describeParts(installation, describeProvider(parts.provider, parts.address)),
    warnings,
  };
};
