import OpenAI from "openai";

export interface ClientOptions {
  baseUrl: string;
  apiKey: string | undefined;
  fetch: typeof globalThis.fetch;
}

const tenMinutes = 10 * 60 * 1000;

/**
 * The SDK with everything it would else take from the environment given explicitly. It does not retry: the run loop does,
 * in sight of the person and within the budget. Without a key no Authorization header is sent, for servers on one's own machine.
 */
export const createOpenAIClient = ({ baseUrl, apiKey, fetch }: ClientOptions) =>
  new OpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: apiKey ? {} : { Authorization: null },
    fetch,
    maxRetries: 0,
    timeout: tenMinutes,
    logLevel: "off",
  });
