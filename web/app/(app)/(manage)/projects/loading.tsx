import { ProjectListSkeleton } from "#web/features/projects/project-list-skeleton.tsx";

export default ProjectListSkeleton;
