import type { UsageReport } from "#core/contracts/usage-report.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const DAY_IN_MILLISECONDS = 86_400_000;

const toDay = (instant: Date): string => instant.toISOString().slice(0, 10);

/** All projects of a person, for their names. */
const listProjects = async (session: Session): Promise<UsageReport["projects"]> => {
  const all: UsageReport["projects"] = [];
  let cursor: string | null = null;
  do {
    const page = await session.stores.projects.list({ limit: 200, ...(cursor === null ? {} : { cursor }) });
    all.push(...page.items.map(({ id, name }) => ({ id, name })));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
};

/**
 * What the models used on the last days, today included, by day, project and model: in one project, or in all a person has
 * and had. Throws NotFoundError.
 */
export const readUsage = async (
  { clock }: Pick<ServiceContext, "clock">,
  session: Session,
  { days, projectId }: { days: number; projectId?: string },
): Promise<UsageReport> => {
  const project = projectId === undefined ? null : await requireProject(session, projectId);
  const today = clock.now();
  const from = toDay(new Date(today.getTime() - (days - 1) * DAY_IN_MILLISECONDS));
  return {
    from,
    to: toDay(today),
    items: await session.stores.budgets.listUsage(from, project?.id),
    projects: project === null ? await listProjects(session) : [{ id: project.id, name: project.name }],
  };
};
