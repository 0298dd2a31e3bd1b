import type { Server } from "node:http";
import { findPortHolder } from "./find-port-holder.ts";
import { PortRefusedError } from "./port-refused-error.ts";
import { PortTakenError } from "./port-taken-error.ts";

const readCode = (thrown: unknown): string =>
  thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";

const reasons: Record<string, string> = {
  EACCES: "this user may not use that port",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no such host name",
};

/** Makes a server listen. Throws PortTakenError, naming who has the port where that can be told, or PortRefusedError. */
export const listen = async (server: Server, address: { host: string; port: number }): Promise<void> => {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(address.port, address.host, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (thrown) {
    const code = readCode(thrown);
    if (code === "EADDRINUSE") {
      throw new PortTakenError(address.port, await findPortHolder(address.port).catch(() => null), thrown);
    }
    throw new PortRefusedError(address, reasons[code] ?? String(thrown), thrown);
  }
};
