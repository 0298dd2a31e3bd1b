import { SectionHeading } from "../section-heading.tsx";

const rows = [
  {
    fault: "Work is gone after a reload",
    here: "A run lives on the server and each finished step is a commit. A reload shows the run where it is.",
  },
  {
    fault: "It says saved, but the push had failed",
    here: "A step counts as done only when the Git host confirms the new head. Until then it reads “not pushed”, and is tried again.",
  },
  {
    fault: "The AI overwrites what you edited",
    here: "Every write names the head it was based on. A change in between is merged, or stops the run.",
  },
  {
    fault: "A small request rewrites whole files, or cuts them off with “rest unchanged”",
    here: "Placeholders and unexplained large deletions are refused before the commit.",
  },
  {
    fault: "Undo leaves files behind",
    here: "Undo is a Git revert of that commit: all of its files or none.",
  },
  {
    fault: "It repeats the same failing fix at your expense",
    here: "Repairs are bounded. The same error twice stops the run and asks you.",
  },
  {
    fault: "“Deployed”, but the address is dead and there is no log",
    here: "A deployment is ready when its address has answered. Its log is there line by line, while it builds.",
  },
  {
    fault: "Stop or a time-out loses the run",
    here: "Steps already committed stay. A run that was cut off is offered for resumption.",
  },
];

export const Faults = () => (
  <section className="flex flex-col gap-10 border-t py-18 sm:py-24">
    <SectionHeading title="What people report, and what happens here">
      Faults that users of prompt-to-app builders write about most, and what LetsCode does instead.
    </SectionHeading>
    <div className="overflow-hidden rounded-xl ring-1 ring-line">
      <table className="w-full border-collapse text-left text-md">
        <thead className="max-sm:sr-only">
          <tr className="bg-sunken text-sm text-ink-subtle">
            <th scope="col" className="w-2/5 px-5 py-3 font-medium">
              Reported
            </th>
            <th scope="col" className="px-5 py-3 font-medium">
              In LetsCode
            </th>
          </tr>
        </thead>
        <tbody className="bg-surface">
          {rows.map(({ fault, here }) => (
            <tr key={fault} className="border-t max-sm:flex max-sm:flex-col max-sm:gap-1 max-sm:p-4">
              <th scope="row" className="px-5 py-4 align-top font-medium text-pretty max-sm:p-0">
                {fault}
              </th>
              <td className="px-5 py-4 align-top text-pretty text-ink-muted max-sm:p-0">{here}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);
