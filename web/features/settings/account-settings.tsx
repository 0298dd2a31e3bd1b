"use client";

import { Avatar } from "#web/components/avatar.tsx";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ThemeControl } from "#web/components/theme-control.tsx";
import { useProfile } from "#web/hooks/use-app.tsx";
import { useSignOut } from "#web/hooks/use-sign-out.ts";
import { formatDate } from "#web/lib/format/format-date-time.ts";
import { PasswordForm } from "./password-form.tsx";

const ProfileCard = () => {
  const profile = useProfile();
  const { signOut, isSigningOut } = useSignOut();
  return (
    <SectionCard
      title="Profile"
      aside={profile.isAdmin ? <Badge tone="accent">Runs this installation</Badge> : undefined}
      footer={
        <Button isLoading={isSigningOut} onClick={() => void signOut()}>
          Sign out
        </Button>
      }
    >
      <div className="flex items-center gap-4">
        <Avatar name={profile.displayName || profile.email} size="lg" />
        <dl className="grid min-w-0 flex-1 gap-x-8 gap-y-3 text-base sm:grid-cols-3">
          {[
            { term: "Email", value: profile.email },
            { term: "Handle, first part of clone addresses", value: profile.handle },
            { term: "Since", value: formatDate(profile.createdAt) },
          ].map(({ term, value }) => (
            <div key={term} className="min-w-0">
              <dt className="text-sm text-ink-subtle">{term}</dt>
              <dd className="break-text" suppressHydrationWarning>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </SectionCard>
  );
};

/** The account: who you are, how it looks, your password. */
export const AccountSettings = () => (
  <>
    <ProfileCard />
    <SectionCard title="Appearance" description="Kept in this browser.">
      <div>
        <ThemeControl hasLabels />
      </div>
    </SectionCard>
    <PasswordForm />
  </>
);
