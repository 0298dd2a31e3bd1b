import Link from "next/link";
import type { ProjectAnswer } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { CodeBlock } from "#web/components/code-block.tsx";
import { nameDeployHost } from "#web/lib/projects/name-deploy-host.ts";
import { GitHubRepository } from "./github-repository.tsx";
import { MoveToGitHub } from "./move-to-github.tsx";
import type { ProjectCardProps } from "./use-save-project.ts";

const Description = ({ project }: { project: ProjectAnswer }) =>
  project.gitHost === "github" ? (
    "It is on GitHub, under your own account or organization. Clone it and push to it as you do there."
  ) : (
    <>
      It is yours: clone it, push to it, move it elsewhere. Git asks for a user name, which may be anything, and an{" "}
      <Link href="/settings/tokens" className="font-medium text-ink underline underline-offset-3">
        access token
      </Link>{" "}
      as password.
    </>
  );

const Repository = (props: ProjectCardProps) => (
  <>
    <CodeBlock isShell code={`git clone ${props.project.cloneUrl}`} copyLabel="Copy clone command" />
    <dl className="grid gap-4 text-base sm:grid-cols-3">
      {[
        { term: "Default branch", value: props.project.defaultBranch },
        { term: "Git host", value: props.project.gitHost === "local" ? "This installation" : "GitHub" },
        {
          term: "Deploy host",
          value: nameDeployHost(props.project.deployHost),
        },
      ].map(({ term, value }) => (
        <div key={term} className="min-w-0">
          <dt className="text-sm text-ink-subtle">{term}</dt>
          <dd className="break-text">{value}</dd>
        </div>
      ))}
    </dl>
    {props.project.gitHost === "github" ? <GitHubRepository {...props} /> : <MoveToGitHub {...props} />}
  </>
);

/** Where the repository is, and how to have it on your machine. */
export const RepositoryCard = (props: ProjectCardProps) => (
  <SectionCard title="Repository" description={<Description project={props.project} />}>
    <Repository {...props} />
  </SectionCard>
);
