import type { Metadata } from "next";
import { NewProjectForm } from "#web/features/projects/new-project-form.tsx";

export const metadata: Metadata = { title: "New project" };

const NewProjectPage = () => (
  <div className="mx-auto flex max-w-3xl flex-col gap-8 pt-2 sm:pt-6">
    <header className="flex flex-col gap-2">
      <h1 className="text-3xl font-semibold">New project</h1>
      <p className="max-w-prose text-lg text-pretty text-ink-muted">
        One prompt makes a repository, a first branch and its preview.
      </p>
    </header>
    <NewProjectForm />
  </div>
);

export default NewProjectPage;
