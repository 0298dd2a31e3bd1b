import { Plus } from "lucide-react";
import { SectionHeading } from "../section-heading.tsx";

const questions = [
  {
    question: "Do I need a key for an AI model?",
    answer:
      "Not to begin. Without one the built-in demo provider answers: it reads your description by rules, writes a working app from patterns, and says wherever it speaks that it is a demo. For anything beyond that, connect a model: any server that speaks the OpenAI interface, on your machine or elsewhere.",
  },
  {
    question: "Where is my code?",
    answer:
      "In a bare Git repository in the data folder of the machine LetsCode runs on. Clone it with an access token, push to it, move it to any other host.",
  },
  {
    question: "Can I edit by hand?",
    answer:
      "Yes: in the workspace, where saving makes a commit of yours, or in your own editor after a clone. The AI reads the newest head before each step.",
  },
  {
    question: "What stops it from spending money in a loop?",
    answer:
      "A run has a fixed number of repairs, and the same error twice ends it. What each step cost is in its commit message.",
  },
  {
    question: "What can generated code reach?",
    answer:
      "It is installed and built in a sandbox that sees its own files and nothing else: no environment, no credentials, no local network. Previews are served on other host names than this page, so they cannot read your session.",
  },
  {
    question: "What happens when the machine goes down in the middle?",
    answer:
      "A step is committed whole or not at all. After the restart the run is offered for resumption, and deployments that were under way are finished.",
  },
  {
    question: "May I use it at work?",
    answer: "Yes. It is open source under Apache-2.0, and what it writes for you is yours.",
  },
];

export const Questions = () => (
  <section id="questions" className="grid gap-10 border-t py-18 sm:py-24 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)]">
    <SectionHeading title="Questions" />
    <div className="divide-y divide-line border-y">
      {questions.map(({ question, answer }) => (
        <details key={question} className="group">
          <summary className="flex list-none items-center justify-between gap-4 py-4 text-md font-medium [&::-webkit-details-marker]:hidden">
            {question}
            <Plus
              className="size-4 shrink-0 text-ink-subtle transition-transform group-open:rotate-45"
              aria-hidden="true"
            />
          </summary>
          <p className="max-w-prose pb-5 text-md text-pretty text-ink-muted">{answer}</p>
        </details>
      ))}
    </div>
  </section>
);
