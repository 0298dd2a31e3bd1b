import { CodeBlock } from "#web/components/code-block.tsx";
import { SectionHeading } from "../section-heading.tsx";

const parts = [
  { part: "Database", embedded: "PostgreSQL, in the data folder", connected: "Supabase, or any PostgreSQL" },
  { part: "Sign-in, data and live updates", embedded: "Embedded, spoken to by supabase-js", connected: "Supabase" },
  { part: "Repositories", embedded: "On disk, clone and push over HTTP", connected: "GitHub, in preparation" },
  {
    part: "Builds and previews",
    embedded: "In a sandbox on this machine",
    connected: "Vercel and Render, in preparation",
  },
  {
    part: "AI",
    embedded: "Demo provider: rules, no model",
    connected: "xAI, OpenAI, or any server that speaks their interface",
  },
];

const printed = `LetsCode is ready at http://localhost:3000

  database     embedded   PostgreSQL
  Supabase     embedded   Auth, Data API and Realtime
  git host     embedded   Repositories on this machine
  deploy host  embedded   Builds on this machine
  AI provider  embedded   Demo provider`;

export const RunIt = () => (
  <section id="run" className="flex flex-col gap-10 border-t py-18 sm:py-24">
    <SectionHeading title="Run it yourself, in two commands">
      All you need is Node 20 or newer, npm and Git. No account elsewhere, no key, nothing to configure. Connect what
      you have, one part at a time.
    </SectionHeading>
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.35fr)] lg:items-start">
      <div className="flex min-w-0 flex-col gap-4">
        <CodeBlock isShell code={"git clone <this repository> letscode\ncd letscode && npm start"} />
        <pre
          // Reachable by keyboard, since it may scroll sideways.
          tabIndex={0}
          aria-label="What npm start prints"
          className="overflow-x-auto px-4 text-xs leading-5 text-ink-subtle"
        >
          {printed}
        </pre>
      </div>
      <div className="overflow-hidden rounded-xl bg-surface ring-1 ring-line">
        <table className="w-full border-collapse text-left text-base">
          <thead>
            <tr className="bg-sunken text-sm text-ink-subtle">
              <th scope="col" className="px-4 py-2.5 font-medium">
                Part
              </th>
              <th scope="col" className="px-4 py-2.5 font-medium">
                From the start
              </th>
              <th scope="col" className="px-4 py-2.5 font-medium max-sm:hidden">
                Or connect
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ part, embedded, connected }) => (
              <tr key={part} className="border-t">
                <th scope="row" className="px-4 py-3 align-top font-medium">
                  {part}
                </th>
                <td className="px-4 py-3 align-top text-ink-muted">{embedded}</td>
                <td className="px-4 py-3 align-top text-ink-muted max-sm:hidden">{connected}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  </section>
);
