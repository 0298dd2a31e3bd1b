// `npm run screenshots`: every screen and state, in both sizes and themes, into screenshots/. Names after `--` choose some.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { findChromium } from "./setup/find-chromium.mjs";
import { nodeBinary, root, toolEnvironment } from "./setup/folders.mjs";
import { SetupError } from "./setup/setup-error.mjs";

const run = (chromium) =>
  new Promise((resolve, reject) => {
    const script = join(root, "tests", "screens", "take-screenshots.ts");
    const child = spawn(nodeBinary, [script, ...process.argv.slice(2)], {
      stdio: "inherit",
      env: toolEnvironment({ LETSCODE_CHROMIUM: chromium }),
    });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });

try {
  const chromium = findChromium();
  if (chromium === null) {
    throw new SetupError(
      "The pictures are taken with Chromium, and none is installed. Install it (Debian and Ubuntu: `apt install chromium`; macOS: Google Chrome), or name one with LETSCODE_CHROMIUM.",
    );
  }
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await run(chromium);
} catch (thrown) {
  if (!(thrown instanceof SetupError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 1;
}
