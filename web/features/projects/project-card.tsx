"use client";

import { ArrowUpRight, Ellipsis, FolderOpen, Link2, Settings } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ProjectListItem } from "#core/contracts/index.ts";
import { DropdownMenu, MenuItem } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { RunStateBadge } from "#web/components/state-badge.tsx";
import { toast } from "#web/components/toast.tsx";
import { ProjectEmblem } from "./project-emblem.tsx";

const copyCloneUrl = async (cloneUrl: string): Promise<void> => {
  try {
    await navigator.clipboard.writeText(cloneUrl);
    toast.success("Clone address copied");
  } catch (thrown) {
    toast.error("Not copied", thrown);
  }
};

const ProjectMenu = ({ project }: { project: ProjectListItem }) => {
  const router = useRouter();
  const go = (path: string) => () => router.push(path);
  return (
    <DropdownMenu
      trigger={
        <IconButton
          label={`More about ${project.name}`}
          icon={<Ellipsis aria-hidden="true" />}
          className="relative z-10 -mt-1 -mr-1.5"
        />
      }
    >
      <MenuItem icon={<FolderOpen aria-hidden="true" />} onSelect={go(`/projects/${project.id}`)}>
        Open
      </MenuItem>
      <MenuItem icon={<Link2 aria-hidden="true" />} onSelect={() => void copyCloneUrl(project.cloneUrl)}>
        Copy clone address
      </MenuItem>
      <MenuItem icon={<Settings aria-hidden="true" />} onSelect={go(`/projects/${project.id}/settings`)}>
        Project settings
      </MenuItem>
    </DropdownMenu>
  );
};

/** A project in the list: what it is, what it is at, and its live address once there is one. */
export const ProjectCard = ({ project }: { project: ProjectListItem }) => (
  <article className="group relative flex h-full flex-col gap-4 rounded-xl bg-surface p-4 shadow-flat ring-1 ring-line transition-shadow hover:shadow-card hover:ring-line-strong has-[h2_a:focus-visible]:outline-2 has-[h2_a:focus-visible]:outline-offset-2 has-[h2_a:focus-visible]:outline-focus">
    <div className="flex items-start gap-3">
      <ProjectEmblem name={project.name} slug={project.slug} />
      <div className="min-w-0 flex-1">
        <h2 className="truncate text-md font-semibold">
          <Link
            href={`/projects/${project.id}`}
            className="outline-none after:absolute after:inset-0 after:rounded-xl"
            title={project.name}
          >
            {project.name}
          </Link>
        </h2>
        <p className="label-mono truncate text-ink-subtle">{project.slug}</p>
      </div>
      <ProjectMenu project={project} />
    </div>
    <div className="mt-auto flex min-h-6 items-center gap-3 text-sm text-ink-subtle">
      {project.lastRunState === null ? null : <RunStateBadge state={project.lastRunState} appearance="plain" />}
      <RelativeTime at={project.lastActivityAt ?? project.createdAt} />
      {project.liveUrl === null ? null : (
        <a
          href={project.liveUrl}
          target="_blank"
          rel="noreferrer"
          className="relative z-10 ml-auto inline-flex items-center gap-1 rounded-sm font-medium text-ink-muted hover:text-ink hover:underline coarse:py-2"
        >
          Live
          <span className="sr-only">: {project.name}, in a new tab</span>
          <ArrowUpRight className="size-3.5" aria-hidden="true" />
        </a>
      )}
    </div>
  </article>
);
