import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Config } from "#core/config/index.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import { detectSandbox } from "#deployments/index.ts";
import { findGitVersion, isGitRecentEnough, MINIMUM_GIT_VERSION } from "#git-service/index.ts";
import { failure, type Finding, ok, warning } from "./finding.ts";

const OUR_NODE = 24;

export const checkNode = async (version = process.versions.node): Promise<Finding> =>
  Number(version.split(".")[0]) >= OUR_NODE
    ? ok(`Node ${version}`)
    : failure(
        `Node ${version} runs this, and ${OUR_NODE} is needed`,
        "Start with `npm start` or `npm run letscode`: both use the Node 24 of the dependencies.",
      );

export const checkNpm = async (): Promise<Finding> => {
  const { stdout } = await promisify(execFile)("npm", ["--version"], { timeout: 15_000 }).catch(() => ({ stdout: "" }));
  return stdout.trim() === ""
    ? failure("npm is not on the PATH", "Install it with Node from https://nodejs.org; builds of apps need it.")
    : ok(`npm ${stdout.trim()}`);
};

const neededGit = MINIMUM_GIT_VERSION.join(".");
const installGit = `Install git ${neededGit} or newer: \`apt install git\`, \`dnf install git\`, \`brew install git\`.`;

export const checkGit = async (): Promise<Finding> => {
  const version = await findGitVersion("git");
  if (version === null) {
    return warning("git is not on the PATH: commits work, cloning and pushing do not", installGit);
  }
  return isGitRecentEnough(version)
    ? ok(`git ${version.join(".")}`)
    : warning(
        `git ${version.join(".")} is older than ${neededGit}: commits work, cloning and pushing do not`,
        installGit,
      );
};

export const checkSandbox = async (setting: Config["sandbox"]): Promise<Finding> => {
  try {
    const sandbox = await detectSandbox(setting);
    return sandbox.name === "none"
      ? warning(
          "builds run without a sandbox, as LETSCODE_SANDBOX=none says",
          "Install bubblewrap and take the variable away, unless only your own code is built here.",
        )
      : ok(`sandbox ${sandbox.name}`);
  } catch (thrown) {
    const { detail, fix } = toLetscodeError(thrown);
    return warning(detail.replace(/\.$/, ""), fix);
  }
};
