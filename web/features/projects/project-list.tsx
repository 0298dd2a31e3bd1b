"use client";

import { Plus, Search, SearchX } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { Input } from "#web/components/input.tsx";
import { Kbd } from "#web/components/kbd.tsx";
import { useShortcut } from "#web/hooks/use-shortcut.ts";
import type { ProjectPage } from "#web/lib/api/projects.ts";
import { matchesSearch } from "#web/lib/projects/matches-search.ts";
import { FirstProject } from "./first-project.tsx";
import { ProjectCard } from "./project-card.tsx";
import { ProjectListSkeleton } from "./project-list-skeleton.tsx";
import { useProjects, type Projects } from "./use-projects.ts";

const SearchField = ({ search, onSearch }: { search: string; onSearch: (search: string) => void }) => {
  const field = useRef<HTMLInputElement>(null);
  useShortcut("/", () => field.current?.focus());
  return (
    <Input
      ref={field}
      type="search"
      aria-label="Search projects"
      placeholder="Search"
      value={search}
      onChange={(event) => onSearch(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") onSearch("");
      }}
      leading={<Search aria-hidden="true" />}
      trailing={
        search === "" ? (
          <span className="mr-1.5 max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        ) : undefined
      }
      className="min-w-0 flex-1 sm:w-60 sm:flex-none"
    />
  );
};

const Cards = ({ projects, search, onClear }: { projects: Projects; search: string; onClear: () => void }) => {
  const found = projects.items.filter((project) => matchesSearch(search, [project.name, project.slug]));
  if (found.length === 0) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title={`No project matches “${search}”`}
        action={<Button onClick={onClear}>Clear the search</Button>}
      >
        {projects.hasMore ? "There are older projects that are not shown yet." : "Names and addresses are searched."}
      </EmptyState>
    );
  }
  return (
    <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {found.map((project) => (
        <li key={project.id} className="min-w-0">
          <ProjectCard project={project} />
        </li>
      ))}
    </ul>
  );
};

/** The person's projects; the way to the first one when there is none. */
export const ProjectList = ({ first }: { first: ProjectPage | undefined }) => {
  const router = useRouter();
  const projects = useProjects(first);
  const [search, setSearch] = useState("");
  useShortcut("n", () => router.push("/projects/new"));
  if (projects.isLoading) return <ProjectListSkeleton />;
  if (projects.items.length === 0) {
    if (projects.error === undefined) return <FirstProject />;
    return <ErrorState title="Your projects could not be loaded" error={projects.error} onRetry={projects.retry} />;
  }
  return (
    <>
      <header className="mb-7 flex flex-wrap items-center gap-3">
        <h1 className="flex-1 text-2xl font-semibold max-sm:basis-full">Projects</h1>
        <SearchField search={search} onSearch={setSearch} />
        <Button asChild variant="primary">
          <Link href="/projects/new">
            <Plus aria-hidden="true" />
            New project
          </Link>
        </Button>
      </header>
      <Cards projects={projects} search={search} onClear={() => setSearch("")} />
      {projects.hasMore ? (
        <div className="mt-8 flex justify-center">
          <Button isLoading={projects.isLoadingMore} onClick={projects.loadMore}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
};
