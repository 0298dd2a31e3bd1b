import { SectionHeading } from "../section-heading.tsx";

const reasons = [
  {
    title: "One step, one commit",
    text: "Each says which prompt, model and plan item it came from, what it cost and which checks it passed. From any line of code you can find the sentence that caused it.",
  },
  {
    title: "Your edits win",
    text: "A commit lands only on the head it was based on. When you push in between, the AI's step is merged onto yours; if both changed the same lines, the run stops and shows you the conflict.",
  },
  {
    title: "History only moves forward",
    text: "Undo and restore are new commits. Nothing here force-pushes a branch you can see.",
  },
  {
    title: "Leave whenever you like",
    text: "Clone it with plain Git. The database keeps what Git cannot, and its index of your history can be rebuilt from the repository.",
  },
];

const message = `Add appointments

List, form and page for appointments,
shown with their dog.

LetsCode-Run: d55d71b2-a97d-42b4-a630-46316ede39e1
LetsCode-Step: 4
LetsCode-Plan: Appointments
LetsCode-Model: demo/demo-1
LetsCode-Prompt: builder@1
LetsCode-Cost: in=10055 out=1093 usd=0.000000
LetsCode-Checks: typecheck=passed
Co-authored-by: Ada <ada@example.com>`;

const isTrailer = (line: string): boolean => /^[A-Z][\w-]+: /.test(line);

export const OwnGit = () => (
  <section id="git" className="flex flex-col gap-12 border-t py-18 sm:py-24">
    <SectionHeading title="Why it is your own Git">
      The repository is the truth. Everything you see in the workspace can be read there, without us.
    </SectionHeading>
    <div className="grid gap-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <dl className="flex flex-col gap-7">
        {reasons.map(({ title, text }) => (
          <div key={title} className="flex flex-col gap-1.5">
            <dt className="text-md font-semibold">{title}</dt>
            <dd className="max-w-[32rem] text-md text-pretty text-ink-muted">{text}</dd>
          </div>
        ))}
      </dl>
      <figure className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-24 lg:self-start">
        <pre
          // Reachable by keyboard, since it may scroll sideways.
          tabIndex={0}
          className="overflow-x-auto rounded-xl bg-surface p-5 text-sm leading-6 shadow-card ring-1 ring-line"
        >
          <code>
            {message.split("\n").map((line, index) => (
              <span
                // A fixed text: a line's place is its identity.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                className={isTrailer(line) ? "block text-accent-text" : "block min-h-6"}
              >
                {line}
              </span>
            ))}
          </code>
        </pre>
        <figcaption className="text-sm text-ink-subtle">
          A commit message as the demo provider left it; only the name of the person is made up.
        </figcaption>
      </figure>
    </div>
  </section>
);
