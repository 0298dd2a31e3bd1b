import Link from "next/link";
import type { ProjectAnswer } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { CodeBlock } from "#web/components/code-block.tsx";

/** Where the repository is, and how to have it on your machine. */
export const RepositoryCard = ({ project }: { project: ProjectAnswer }) => (
  <SectionCard
    title="Repository"
    description={
      <>
        It is yours: clone it, push to it, move it elsewhere. Git asks for a user name, which may be anything, and an{" "}
        <Link href="/settings/tokens" className="font-medium text-ink underline underline-offset-3">
          access token
        </Link>{" "}
        as password.
      </>
    }
  >
    <CodeBlock isShell code={`git clone ${project.cloneUrl}`} copyLabel="Copy clone command" />
    <dl className="grid gap-4 text-base sm:grid-cols-3">
      {[
        { term: "Default branch", value: project.defaultBranch },
        { term: "Git host", value: project.gitHost === "local" ? "This installation" : "GitHub" },
        { term: "Deploy host", value: project.deployHost === "local" ? "This installation" : project.deployHost },
      ].map(({ term, value }) => (
        <div key={term} className="min-w-0">
          <dt className="text-sm text-ink-subtle">{term}</dt>
          <dd className="break-text">{value}</dd>
        </div>
      ))}
    </dl>
  </SectionCard>
);
