export type FaultKind =
  /** GitHub answers something else. */
  | { status: number; message?: string; headers?: Record<string, string> }
  /** The connection ends before anything is done. */
  | "cut"
  /** Everything is done, and the connection ends before the answer. */
  | "cut-after";

export interface Fault {
  /** Part of `METHOD /path`, as the client sent it; Git requests have no `/api/v3`. */
  on: string;
  fault: FaultKind;
  /** How often; without it, until it is cleared. */
  times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that meets a request, and counts it. */
  meet(request: string): FaultKind | null;
}

export const createFaults = (): Faults => {
  let faults: (Fault & { left: number })[] = [];
  return {
    add: (fault) => {
      faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      faults = [];
    },
    meet: (request) => {
      const found = faults.find(({ on, left }) => left > 0 && request.includes(on));
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
  };
};
