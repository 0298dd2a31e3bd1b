interface Shared<Result> {
  result: Promise<Result>;
  waiting: number;
  controller: AbortController;
}

/** Does the work of a key once for all who want it at the same time; it is given up when none of them waits any more. */
export type ShareWork<Result> = (
  key: string,
  signal: AbortSignal,
  start: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>;

/** Settles as the work does, unless the signal is aborted before. */
const awaitUnlessAborted = <Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> =>
  new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });

export const createShareWork = <Result>(): ShareWork<Result> => {
  const underWay = new Map<string, Shared<Result>>();
  const begin = (key: string, start: (signal: AbortSignal) => Promise<Result>): Shared<Result> => {
    const controller = new AbortController();
    const shared: Shared<Result> = { result: start(controller.signal), waiting: 0, controller };
    underWay.set(key, shared);
    const forget = (): void => {
      if (underWay.get(key) === shared) underWay.delete(key);
    };
    // Whoever waits hears of a failure; when nobody is left, nobody need.
    shared.result.then(forget, forget);
    return shared;
  };
  return async (key, signal, start) => {
    signal.throwIfAborted();
    const known = underWay.get(key);
    const shared = known === undefined || known.controller.signal.aborted ? begin(key, start) : known;
    shared.waiting += 1;
    try {
      return await awaitUnlessAborted(shared.result, signal);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) shared.controller.abort(signal.reason);
    }
  };
};
