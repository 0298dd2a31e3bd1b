// Loaded before the program of a process that is to find the sites of a fake Vercel: no name server knows them.
const reach = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  return hostname.endsWith(".vercel.app")
    ? reach(`${process.env["FAKE_SITES_URL"]}/${hostname}`, init)
    : reach(input, init);
};

export {};
