"use client";

import { ChevronUp, PanelRight, TerminalSquare } from "lucide-react";
import { useMemo, type Ref } from "react";
import { Group, Panel, type Layout } from "react-resizable-panels";
import { IconButton } from "#web/components/icon-button.tsx";
import { Shortcut } from "#web/components/kbd.tsx";
import { ConsolePanel } from "../console/console-panel.tsx";
import { ConversationPanel } from "../conversation/conversation-panel.tsx";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { TimelinePanel } from "../timeline/timeline-panel.tsx";
import { useView, useViewState } from "../view/view-context.tsx";
import { CentreStage, type StageProps } from "./centre-stage.tsx";
import { ResizeHandle } from "./resize-handle.tsx";

/** Sizes of a group of panels, kept for each set of panels that are open together. */
const useKeptLayout = (name: string) => {
  const { remember } = useView();
  const { remembered } = useViewState();
  const kept = remembered.layouts?.[name];
  return {
    ...(kept === undefined ? {} : { defaultLayout: kept }),
    onLayoutChanged: (layout: Layout, meta: { isUserInteraction: boolean }) => {
      if (meta.isUserInteraction) remember({ layouts: { ...remembered.layouts, [name]: layout } });
    },
  };
};

const ClosedConsole = () => {
  const { toggleConsole } = useWorkspaceActions();
  return (
    <button
      type="button"
      onClick={toggleConsole}
      className="flex h-8 w-full shrink-0 items-center gap-2 border-t bg-canvas px-3 text-sm text-ink-subtle transition-colors hover:bg-hover hover:text-ink focus-visible:outline-offset-[-2px]"
    >
      <TerminalSquare aria-hidden="true" className="size-3.5" />
      <span className="flex-1 text-left">Console</span>
      <Shortcut keys="mod+j" />
      <ChevronUp aria-hidden="true" className="size-3.5" />
    </button>
  );
};

const Middle = ({ isConsoleOpen, ...props }: StageProps & { isConsoleOpen: boolean }) => {
  const { toggleConsole, toggleTimeline } = useWorkspaceActions();
  const kept = useKeptLayout("middle");
  const aside = (
    <IconButton label="Timeline" shortcut="mod+b" icon={<PanelRight aria-hidden="true" />} onClick={toggleTimeline} />
  );
  if (!isConsoleOpen) {
    return (
      <div className="flex h-full flex-col">
        <div className="min-h-0 flex-1">
          <CentreStage {...props} aside={aside} />
        </div>
        <ClosedConsole />
      </div>
    );
  }
  return (
    <Group orientation="vertical" className="h-full" {...kept}>
      <Panel id="stage" minSize={160}>
        <CentreStage {...props} aside={aside} />
      </Panel>
      <ResizeHandle orientation="horizontal" label="Size of the console" />
      <Panel id="console" defaultSize="32%" minSize={140}>
        <ConsolePanel branch={props.branch} onClose={toggleConsole} />
      </Panel>
    </Group>
  );
};

export interface DesktopLayoutProps extends StageProps {
  textareaRef: Ref<HTMLTextAreaElement>;
  isConsoleOpen: boolean;
  isTimelineOpen: boolean;
}

/** The workspace on a large screen: conversation, views with the console below, timeline. */
export const DesktopLayout = ({ textareaRef, isConsoleOpen, isTimelineOpen, ...props }: DesktopLayoutProps) => {
  const kept = useKeptLayout(isTimelineOpen ? "with-timeline" : "without-timeline");
  const conversation = useMemo(
    () => <ConversationPanel key={props.branch.name} branch={props.branch} textareaRef={textareaRef} />,
    [props.branch, textareaRef],
  );
  return (
    <Group key={isTimelineOpen ? "three" : "two"} orientation="horizontal" className="min-h-0 flex-1" {...kept}>
      <Panel id="conversation" defaultSize={400} minSize={300} maxSize="50%" groupResizeBehavior="preserve-pixel-size">
        {conversation}
      </Panel>
      <ResizeHandle orientation="vertical" label="Width of the conversation" />
      <Panel id="middle" minSize={340}>
        <Middle isConsoleOpen={isConsoleOpen} branch={props.branch} base={props.base} />
      </Panel>
      {isTimelineOpen ? (
        <>
          <ResizeHandle orientation="vertical" label="Width of the timeline" />
          <Panel id="timeline" defaultSize={300} minSize={220} maxSize="40%" groupResizeBehavior="preserve-pixel-size">
            <TimelinePanel branch={props.branch} />
          </Panel>
        </>
      ) : null}
    </Group>
  );
};
