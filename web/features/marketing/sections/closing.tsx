import Link from "next/link";
import { buttonClasses } from "#web/components/button.tsx";

export const Closing = ({ isSignedIn }: { isSignedIn: boolean }) => (
  <section className="flex flex-col items-start gap-6 border-t py-18 sm:py-24">
    <h2 className="text-4xl font-semibold">Start with a sentence.</h2>
    <Link
      href={isSignedIn ? "/projects/new" : "/sign-up?next=%2Fprojects%2Fnew"}
      className={buttonClasses("accent", "lg")}
    >
      Build something
    </Link>
  </section>
);
