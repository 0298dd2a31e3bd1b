import { lookup as lookupAddress } from "node:dns/promises";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { AddressRefusedError } from "./address-refused-error.ts";
import { isPrivateAddress } from "../sandbox/is-private-address.ts";

export interface GuardedRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Sends a request to an address that a person gave; answers the status. Rejects with an Error that says why there is none, AddressRefusedError where it leads into a private network. */
export type PostGuarded = (request: GuardedRequest) => Promise<number>;

interface Options {
  /** Every address of a name. */
  lookup?: (name: string) => Promise<{ address: string; family: number }[]>;
  isRefused?: (address: string) => boolean;
  deadlineMilliseconds?: number;
}

const DEADLINE_MILLISECONDS = 10_000;

/**
 * Addresses of the name, all of them public. One private address refuses the name altogether: which of them would be
 * taken is chance.
 */
const resolvePublic = async (
  host: string,
  { lookup = (name) => lookupAddress(name, { all: true }), isRefused = isPrivateAddress }: Options,
): Promise<{ address: string; family: number }[]> => {
  const family = isIP(host);
  const found = family === 0 ? await lookup(host) : [{ address: host, family }];
  if (found.length === 0) throw new Error("the name has no address");
  if (found.some(({ address }) => isRefused(address))) throw new AddressRefusedError(host);
  return found;
};

/**
 * POSTs to an address of somebody else's choosing. The name is resolved once, its addresses are looked at, and the
 * connection goes to those very addresses, so that a name that changes in between leads nowhere else; redirects are not
 * followed, the answer's body is not read (A28).
 */
export const createPostGuarded =
  (options: Options = {}): PostGuarded =>
  async ({ url, headers, body }) => {
    const target = new URL(url);
    const deadline = AbortSignal.timeout(options.deadlineMilliseconds ?? DEADLINE_MILLISECONDS);
    const host = target.hostname.replace(/^\[|\]$/g, "");
    const addresses = await Promise.race([
      resolvePublic(host, options),
      new Promise<never>((_, reject) => {
        deadline.addEventListener("abort", () => reject(new Error("its name was not resolved in time")));
      }),
    ]);
    const lookup: LookupFunction = (_name, { all }, callback) => {
      const [first] = addresses;
      if (all === true || first === undefined) callback(null, addresses);
      else callback(null, first.address, first.family);
    };
    const send = target.protocol === "https:" ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const bytes = Buffer.from(body);
      const asked = send(target, {
        method: "POST",
        headers: { ...headers, "content-length": bytes.byteLength },
        agent: false,
        signal: deadline,
        lookup,
      });
      asked.on("response", (answer) => {
        answer.on("error", () => undefined);
        resolve(answer.statusCode ?? 0);
        answer.destroy();
      });
      asked.on("error", (error) => reject(deadline.aborted ? new Error("it did not answer in time") : error));
      asked.end(bytes);
    });
  };
