import {
  activeRunStates,
  comparisonSchema,
  pageSchema,
  branchAnswerSchema,
  type Comparison,
} from "#core/contracts/index.ts";
import { useResource, type Resource } from "#web/hooks/use-resource.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { apiPath } from "#web/lib/api/request-api.ts";

/** While one of the two is being worked on or built, both are read again this often. */
const REFRESH_MILLISECONDS = 4_000;

const isMoving = ({ left, right }: Comparison): boolean =>
  [left, right].some(({ runs, isBuilding }) => isBuilding || runs.some(({ state }) => activeRunStates.includes(state)));

/** Two branches side by side, kept fresh while something happens on one of them. Reads nothing until both are named. */
export const useComparison = (projectId: string, left: string, right: string): Resource<Comparison> => {
  const isAsked = left !== "" && right !== "" && left !== right;
  return useResource(
    isAsked ? apiPath(`${projectPath(projectId)}/comparison`, { left, right }) : null,
    comparisonSchema,
    { refreshInterval: (known) => (known !== undefined && isMoving(known) ? REFRESH_MILLISECONDS : 0) },
  );
};

const branchPageSchema = pageSchema(branchAnswerSchema);

/** The names of a project's branches. */
export const useBranchNames = (projectId: string): readonly string[] =>
  useResource(`${projectPath(projectId)}/branches`, branchPageSchema).data?.items.map(({ name }) => name) ?? [];
