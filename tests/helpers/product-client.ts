import { request as httpRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import { z } from "zod";
import { deploymentSchema, type Deployment } from "#core/contracts/deployment.ts";
import { publicConfigSchema } from "#core/contracts/public-config.ts";
import { runAnswerSchema, type RunAnswer } from "#core/contracts/answers.ts";
import { commitSchema, type Commit } from "#core/contracts/commit.ts";
import { projectAnswerSchema, type ProjectAnswer } from "#core/contracts/project.ts";
import type { Product } from "./start-product.ts";

export interface HostAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export interface ProductClient {
  accessToken: string;
  /** Throws with the answer's text unless the status is a success. */
  call<Answer>(schema: z.ZodType<Answer>, method: string, path: string, body?: unknown): Promise<Answer>;
  createProject(name: string, template?: string): Promise<ProjectAnswer>;
  startRun(projectId: string, prompt: string, branch?: string): Promise<RunAnswer>;
  getRun(id: string): Promise<RunAnswer>;
  listDeployments(projectId: string): Promise<Deployment[]>;
  listCommits(projectId: string, branch: string): Promise<Commit[]>;
  /** Asks a preview or production address; with the owner's token unless `isAnonymous`. */
  visit(url: string, isAnonymous?: boolean): Promise<HostAnswer>;
}

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item) });

/** Looks again and again until there is something to see; throws what it saw last when it takes too long. */
export const waitFor = async <Value>(
  what: string,
  milliseconds: number,
  look: () => Promise<Value | null | undefined | false>,
): Promise<Value> => {
  const deadline = Date.now() + milliseconds;
  while (Date.now() < deadline) {
    const seen = await look();
    if (seen) return seen;
    await wait(150);
  }
  throw new Error(`Waited ${milliseconds / 1000} s in vain for ${what}`);
};

/** `*.localhost` resolves in browsers only, so the number is asked, with the name in the Host header. */
const visitHost = (product: Product, url: string, headers: Record<string, string>): Promise<HostAnswer> =>
  new Promise((resolve, reject) => {
    const { host, pathname, search } = new URL(url);
    const asked = httpRequest(
      { host: "127.0.0.1", port: product.port, path: `${pathname}${search}`, headers: { host, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    asked.on("error", reject);
    asked.end();
  });

const signIn = async (product: Product, email: string, isNew: boolean): Promise<string> => {
  const answer = await fetch(`${product.url}/api/config`);
  const { supabasePublishableKey } = publicConfigSchema.parse(await answer.json());
  const client = createClient(product.url, supabasePublishableKey, { auth: { persistSession: false } });
  const credentials = { email, password: "correct horse battery" };
  const { data, error } = isNew
    ? await client.auth.signUp(credentials)
    : await client.auth.signInWithPassword(credentials);
  if (data.session === null) throw new Error(`no session: ${error?.message}`);
  return data.session.access_token;
};

/** A person who uses the product by REST alone. */
export const openProductClient = async (product: Product, email: string, isNew = true): Promise<ProductClient> => {
  const accessToken = await signIn(product, email, isNew);
  const authorization = `Bearer ${accessToken}`;
  const call: ProductClient["call"] = async (schema, method, path, body) => {
    const answer = await fetch(`${product.url}/api${path}`, {
      method,
      headers: { authorization, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  };
  return {
    accessToken,
    call,
    createProject: (name, template) => call(projectAnswerSchema, "POST", "/projects", { name, template }),
    startRun: async (projectId, prompt, branch) => {
      const { id } = await call(z.object({ id: z.string() }), "POST", `/projects/${projectId}/runs`, {
        prompt,
        branch,
      });
      return call(runAnswerSchema, "GET", `/runs/${id}`);
    },
    getRun: (id) => call(runAnswerSchema, "GET", `/runs/${id}`),
    listDeployments: async (projectId) =>
      (await call(listOf(deploymentSchema), "GET", `/projects/${projectId}/deployments?limit=200`)).items,
    listCommits: async (projectId, branch) =>
      (await call(listOf(commitSchema), "GET", `/projects/${projectId}/commits?branch=${encodeURIComponent(branch)}`))
        .items,
    visit: (url, isAnonymous = false) => visitHost(product, url, isAnonymous ? {} : { authorization }),
  };
};
