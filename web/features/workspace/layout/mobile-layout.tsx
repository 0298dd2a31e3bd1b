"use client";

import { clsx } from "clsx";
import {
  AppWindow,
  CodeXml,
  FileDiff,
  GitPullRequest,
  History,
  ListChecks,
  MessagesSquare,
  TerminalSquare,
} from "lucide-react";
import type { ReactNode, Ref } from "react";
import { activeRunStates } from "#core/contracts/index.ts";
import { ConsolePanel } from "../console/console-panel.tsx";
import { ConversationPanel } from "../conversation/conversation-panel.tsx";
import { TimelinePanel } from "../timeline/timeline-panel.tsx";
import { useView, useViewState } from "../view/view-context.tsx";
import { centreTabs, mobileTabs, type CentreTab, type MobileTab } from "../view/workspace-view.ts";
import { StageViews, type StageProps } from "./centre-stage.tsx";

const looks: Record<MobileTab, { label: string; icon: ReactNode }> = {
  chat: { label: "Chat", icon: <MessagesSquare aria-hidden="true" /> },
  preview: { label: "Preview", icon: <AppWindow aria-hidden="true" /> },
  code: { label: "Code", icon: <CodeXml aria-hidden="true" /> },
  changes: { label: "Changes", icon: <FileDiff aria-hidden="true" /> },
  review: { label: "Review", icon: <GitPullRequest aria-hidden="true" /> },
  plan: { label: "Plan", icon: <ListChecks aria-hidden="true" /> },
  timeline: { label: "History", icon: <History aria-hidden="true" /> },
  console: { label: "Console", icon: <TerminalSquare aria-hidden="true" /> },
};

const toCentre = (tab: MobileTab): CentreTab | null => centreTabs.find((name) => name === tab) ?? null;

/** The panel on screen. A link that names a view shows it; else what was last shown here, else the conversation. */
const useMobileTab = () => {
  const { show, remember } = useView();
  const { view, remembered } = useViewState();
  const kept = remembered.mobileTab ?? null;
  const isElsewhere = kept !== null && toCentre(kept) === null;
  const tab: MobileTab = isElsewhere && view.tab === null ? kept : (view.tab ?? kept ?? "chat");
  const choose = (next: MobileTab): void => {
    remember({ mobileTab: next });
    show({ tab: toCentre(next) });
  };
  return { tab, choose };
};

const TabBar = ({
  tab,
  isWorking,
  onChoose,
}: {
  tab: MobileTab;
  isWorking: boolean;
  onChoose: (tab: MobileTab) => void;
}) => (
  <nav aria-label="Panels" className="flex shrink-0 border-t bg-canvas pb-[env(safe-area-inset-bottom)]">
    {mobileTabs.map((name) => (
      <button
        key={name}
        type="button"
        aria-current={name === tab ? "page" : undefined}
        onClick={() => onChoose(name)}
        className={clsx(
          "relative flex min-w-0 flex-1 flex-col items-center gap-0.5 py-1.5 text-2xs focus-visible:outline-offset-[-2px] [&_svg]:size-4.5",
          name === tab ? "font-medium text-ink" : "text-ink-subtle",
        )}
      >
        <span className={clsx("grid h-6.5 w-11 place-items-center rounded-full", name === tab && "bg-pressed")}>
          {looks[name].icon}
        </span>
        {looks[name].label}
        {name === "chat" && isWorking && tab !== "chat" ? (
          <span className="absolute top-1.5 right-[calc(50%-1rem)] size-2 animate-breathe rounded-full bg-accent">
            <span className="sr-only">The AI is at work</span>
          </span>
        ) : null}
      </button>
    ))}
  </nav>
);

/** The workspace on a small screen: one panel at a time, and a bar to change it. */
export const MobileLayout = ({ textareaRef, ...props }: StageProps & { textareaRef: Ref<HTMLTextAreaElement> }) => {
  const { tab, choose } = useMobileTab();
  const { branch } = props;
  const isWorking = branch.run !== null && activeRunStates.includes(branch.run.state);
  return (
    <>
      <div className="min-h-0 flex-1 bg-surface">
        <div className={clsx("h-full", tab !== "chat" && "hidden")}>
          <ConversationPanel key={branch.name} branch={branch} textareaRef={textareaRef} />
        </div>
        <StageViews tab={toCentre(tab)} {...props} />
        {tab === "timeline" ? <TimelinePanel branch={branch} /> : null}
        {tab === "console" ? <ConsolePanel branch={branch} /> : null}
      </div>
      <TabBar tab={tab} isWorking={isWorking} onChoose={choose} />
    </>
  );
};
