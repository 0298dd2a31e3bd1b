// `npm start` and `npm run dev`: from a fresh clone to a running product, with nothing but Node 20, npm and git.
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { launchLetscode } from "./setup/launch.mjs";
import { SetupError } from "./setup/setup-error.mjs";

const parameters = process.argv.slice(2);

try {
  await ensureInstalled();
  if (!parameters.includes("--dev") && !parameters.includes("--help")) await ensureBuilt();
  process.exitCode = await launchLetscode(["start", ...parameters]);
} catch (thrown) {
  if (!(thrown instanceof SetupError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 1;
}
