import type { IconName } from "./ui/icon";

interface AppConfig {
  name: string;
  tagline: string;
  icon: IconName;
  /** ISO 4217 code used for amounts of money. */
  currency: string;
}

/** What the app is called and how it presents itself. */
export const appConfig: AppConfig = {
  name: "SaaS starter",
  tagline: "A good place to begin.",
  icon: "sparkles",
  currency: "USD",
};
