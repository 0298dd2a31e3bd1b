import { Command, InvalidArgumentError, Option } from "commander";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { createAccessToken } from "#git-service/index.ts";
import { createAdapters } from "../../container/index.ts";
import { openContext, type SharedOptions } from "../open-context.ts";
import { openInstallation } from "../open-installation.ts";

interface TokenOptions extends SharedOptions {
  scope: "read" | "write";
  name: string;
  days: number;
}

const DAY_IN_MILLISECONDS = 86_400_000;
const MAXIMUM_DAYS = 365;

const readDays = (text: string): number => {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > MAXIMUM_DAYS) {
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MAXIMUM_DAYS}.`);
  }
  return days;
};

const makeToken = async (path: string, options: TokenOptions): Promise<void> => {
  const installation = await openInstallation(await openContext("token", options));
  const { stores, gitHost } = await createAdapters(installation);
  try {
    const [owner = "", slug = ""] = path.split("/");
    const project = await stores.projects.find(owner, slug);
    if (project === null) throw new NotFoundError(`project called ${path}`);
    const { token, hash, hint } = createAccessToken(installation.randomBytes);
    const expiresAt = new Date(installation.clock.now().getTime() + options.days * DAY_IN_MILLISECONDS);
    await stores.accessTokens.create({
      ownerId: project.ownerId,
      projectId: project.id,
      name: options.name,
      scope: options.scope,
      hash,
      hint,
      expiresAt,
    });
    console.error(
      `A token to ${options.scope === "write" ? "clone and push" : "clone"} ${path} until ${expiresAt.toISOString().slice(0, 10)}. It is shown this once; Git asks for it as the password, with any user name:`,
    );
    console.log(token);
  } finally {
    await gitHost.close();
  }
};

/** `letscode token`: an access token for Git, made on the machine itself. */
export const addTokenCommand = (program: Command): void => {
  program
    .command("token")
    .description("Make an access token for cloning and pushing one project, and print it.")
    .argument("<project>", "the project, as <owner>/<project>")
    .addOption(new Option("-s, --scope <scope>", "what it may do").choices(["read", "write"]).default("read"))
    .option("-n, --name <name>", "what to call it", "Command line")
    .option("--days <number>", `days until it expires, at most ${MAXIMUM_DAYS}`, readDays, 90)
    .option("-d, --data <folder>", "data folder (LETSCODE_DATA_DIR)")
    .addHelpText(
      "after",
      "\nWhoever may read the data folder may do this; people make their own tokens in the web app.",
    )
    .action(makeToken);
};
