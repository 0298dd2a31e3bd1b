// `npm test`: sets up what the tests need, then runs all of them. `npm test -- unit rls` runs those projects alone.
import { ensureBuilt } from "./setup/ensure-built.mjs";
import { ensureInstalled } from "./setup/ensure-installed.mjs";
import { findChromium } from "./setup/find-chromium.mjs";
import { checkSources } from "./setup/check-sources.mjs";
import { runTests } from "./setup/run-tests.mjs";
import { SetupError } from "./setup/setup-error.mjs";

const all = ["unit", "integration", "rls", "e2e"];
/** Asked for by name: axe over every screen, in both sizes and themes, takes many minutes. */
const named = ["accessibility"];
const known = [...all, ...named];
const needBrowser = ["e2e", "accessibility"];
const needBuild = ["integration", ...needBrowser];
const asked = process.argv.slice(2);

const chooseProjects = () => {
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(`There are no tests called ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  }
  return asked.length === 0 ? all : known.filter((name) => asked.includes(name));
};

const requireChromium = () => {
  const chromium = findChromium();
  if (chromium !== null) return chromium;
  throw new SetupError(
    "The browser tests need Chromium, and none is installed. Install it (Debian and Ubuntu: `apt install chromium`; macOS: Google Chrome), or name one with LETSCODE_CHROMIUM; `npm test -- unit integration rls` goes without.",
  );
};

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

/** The last lines say everything: what failed, by name and reason, and how many. True when all is well. */
const tell = (outcomes) => {
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const passed = sum(outcomes.map((outcome) => outcome.passed));
  const skipped = sum(outcomes.map((outcome) => outcome.skipped));
  if (failures.length > 0) console.log("\nFailed:");
  for (const { name, reason } of failures) console.log(`  ${name}\n    ${reason}`);
  if (skipped > 0) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0;
};

try {
  const projects = chooseProjects();
  const chromium = projects.some((name) => needBrowser.includes(name)) ? requireChromium() : "";
  await ensureInstalled();
  if (projects.some((name) => needBuild.includes(name))) await ensureBuilt();
  if (asked.length === 0) await checkSources();
  const outcomes = [];
  for (const project of projects) {
    outcomes.push(await runTests(project, chromium === "" ? {} : { LETSCODE_CHROMIUM: chromium }));
  }
  process.exitCode = tell(outcomes) ? 0 : 1;
} catch (thrown) {
  if (!(thrown instanceof SetupError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 1;
}
