import { StartComposer } from "./start-composer.tsx";

export const Hero = ({ isSignedIn }: { isSignedIn: boolean }) => (
  <section className="grid gap-x-14 gap-y-9 pt-14 pb-14 sm:pt-20 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] lg:items-end lg:pt-24">
    <div className="flex flex-col gap-5">
      <h1 className="text-4xl font-semibold sm:text-5xl">
        Describe an app.
        <br />
        Keep the repository.
      </h1>
      <p className="max-w-[34rem] text-lg text-pretty text-ink-muted">
        LetsCode plans your app, writes it step by step, and commits each step to a Git repository that is yours. Every
        branch runs as a live preview beside the code.
      </p>
    </div>
    <StartComposer isSignedIn={isSignedIn} />
  </section>
);
