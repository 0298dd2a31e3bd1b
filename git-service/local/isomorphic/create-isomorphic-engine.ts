import type { Clock } from "#core/ports/clock.ts";
import type { GitEngine } from "../engine.ts";
import { openIsomorphicRepository } from "./open-isomorphic-repository.ts";

/** The engine of a machine without git: JavaScript alone. The same object ids, several times slower (decision 030). */
export const createIsomorphicEngine = ({ clock }: { clock: Clock }): GitEngine => ({
  name: "isomorphic",
  open: (directory) => openIsomorphicRepository({ directory, clock }),
  close: async () => {},
});
