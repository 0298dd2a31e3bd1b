/** What a worker says to the world, until it has said it so often and is killed: nothing it does afterwards has an effect. */
export const dieAfter = (requests: number, fetch: typeof globalThis.fetch) => {
  let left = requests;
  return {
    fetch: (async (input, init) => {
      left -= 1;
      if (left < 0) throw new Error("the worker was killed");
      return fetch(input, init);
    }) satisfies typeof globalThis.fetch,
    isDead: (): boolean => left < 0,
  };
};
