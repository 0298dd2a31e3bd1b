import { Hero } from "#web/features/marketing/hero.tsx";
import { Closing } from "#web/features/marketing/sections/closing.tsx";
import { Faults } from "#web/features/marketing/sections/faults.tsx";
import { HowItWorks } from "#web/features/marketing/sections/how-it-works.tsx";
import { OwnGit } from "#web/features/marketing/sections/own-git.tsx";
import { Questions } from "#web/features/marketing/sections/questions.tsx";
import { RunIt } from "#web/features/marketing/sections/run-it.tsx";
import { SiteFooter } from "#web/features/marketing/site-footer.tsx";
import { SiteHeader } from "#web/features/marketing/site-header.tsx";
import { Stage } from "#web/features/marketing/stage/stage.tsx";
import { SkipLink } from "#web/components/skip-link.tsx";
import { readVisitor } from "#web/server/read-visitor.ts";

const StartPage = async () => {
  const isSignedIn = (await readVisitor()).kind !== "signed-out";
  return (
    <>
      <SkipLink />
      <SiteHeader isSignedIn={isSignedIn} />
      <main id="main" tabIndex={-1} className="mx-auto max-w-page px-4 sm:px-6">
        <Hero isSignedIn={isSignedIn} />
        <Stage />
        <HowItWorks />
        <OwnGit />
        <Faults />
        <RunIt />
        <Questions />
        <Closing isSignedIn={isSignedIn} />
      </main>
      <SiteFooter />
    </>
  );
};

export default StartPage;
