"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useShowCurrent } from "#web/hooks/use-show-current.ts";

const places = [
  { path: "/settings", label: "General" },
  { path: "/deployments", label: "Deployments" },
  { path: "/settings/variables", label: "Environment variables" },
  { path: "/settings/webhooks", label: "Webhooks" },
];

/** The pages of a project beside its workspace. */
export const ProjectNav = ({ projectId }: { projectId: string }) => {
  const pathname = usePathname();
  const row = useShowCurrent(pathname);
  return (
    <nav ref={row} aria-label="Project" className="flex gap-1 overflow-x-auto border-b">
      {places.map(({ path, label }) => {
        const href = `/projects/${projectId}${path}`;
        return (
          <Link
            key={path}
            href={href}
            aria-current={pathname === href ? "page" : undefined}
            className="-mb-px shrink-0 border-b-2 border-transparent px-2.5 py-2 first:pl-0 text-base text-ink-muted transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink coarse:py-3"
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
};

export interface ProjectFrameProps {
  project: { id: string; name: string };
  title: string;
  children: ReactNode;
}

/** A page of a project: the way back, what it is, and the pages beside it. */
export const ProjectFrame = ({ project, title, children }: ProjectFrameProps) => (
  <div className="mx-auto flex max-w-4xl flex-col gap-6">
    <header className="flex flex-col gap-1">
      <Link
        href={`/projects/${project.id}`}
        className="-ml-1 inline-flex max-w-full items-center gap-1 self-start rounded-sm text-sm text-ink-subtle hover:text-ink coarse:py-2"
      >
        <ChevronLeft className="size-4 shrink-0" aria-hidden="true" />
        <span className="truncate">Back to {project.name}</span>
      </Link>
      <h1 className="text-2xl font-semibold">{title}</h1>
    </header>
    <ProjectNav projectId={project.id} />
    {children}
  </div>
);
