"use client";

import { clsx } from "clsx";
import { Activity as ActivityIcon, Search } from "lucide-react";
import { memo, useCallback, useMemo, useRef, useState } from "react";
import type { Activity, Actor } from "#core/contracts/index.ts";
import { Avatar } from "#web/components/avatar.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { Input } from "#web/components/input.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { useProfile } from "#web/hooks/use-app.tsx";
import { formatDateTime } from "#web/lib/format/format-date-time.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { useView } from "../view/view-context.tsx";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";
import { describeActivity, type ActivityLine } from "./describe-activity.ts";
import { useFollowingList } from "./use-following-list.ts";
import { VirtualRows } from "./virtual-rows.tsx";

const ROW_PIXELS = 26;

const tones: Record<ActivityLine["tone"], string> = {
  plain: "text-ink",
  accent: "text-accent-text",
  success: "text-success-text",
  warning: "text-warning-text",
  danger: "text-danger-text",
};

const filters = [
  { value: "all", label: "All" },
  { value: "ai", label: "AI" },
  { value: "user", label: "People" },
  { value: "system", label: "Platform" },
];

const time = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const actorNames: Record<Actor, string> = { ai: "AI", user: "Person", system: "Platform" };

interface Row {
  activity: Activity;
  line: ActivityLine;
}

/** Lines never change: each is put into words once, so that a growing log draws its new lines alone. */
const described = new WeakMap<Activity, ActivityLine>();
const describeOnce = (activity: Activity): ActivityLine => {
  const known = described.get(activity) ?? describeActivity(activity);
  described.set(activity, known);
  return known;
};

/** The log as it is shown: oldest first, as `seq` orders it, narrowed to what was asked for. */
const useRows = (filter: string, search: string): readonly Row[] => {
  const rows = useWorkspace((state) => state.rows.activity_log);
  const all = useMemo(
    () =>
      [...rows.values()]
        .toSorted((one, other) => one.seq - other.seq)
        .map((activity): Row => ({ activity, line: describeOnce(activity) })),
    [rows],
  );
  return useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return all.filter(
      ({ activity, line }) =>
        (filter === "all" || activity.actor === filter) &&
        (wanted === "" || `${line.text} ${line.detail ?? ""}`.toLowerCase().includes(wanted)),
    );
  }, [all, filter, search]);
};

/** Reads older lines, once at a time, until there are none. */
const useOlder = () => {
  const { store, source } = useWorkspaceParts();
  const isBusy = useRef(false);
  const isEnd = useRef(false);
  return useCallback(() => {
    const oldest = [...store.getState().rows.activity_log.values()].reduce<Activity | null>(
      (first, line) => (first === null || line.seq < first.seq ? line : first),
      null,
    );
    if (isBusy.current || isEnd.current || oldest === null) return;
    isBusy.current = true;
    source
      .readOlder("activity_log", oldest)
      .then(
        (batch) => {
          isEnd.current = (batch.activity_log ?? []).length === 0;
          store.dispatch({ type: "rows-loaded", batch });
        },
        // Scrolling up again tries again.
        () => undefined,
      )
      .finally(() => {
        isBusy.current = false;
      });
  }, [store, source]);
};

const useTarget = ({ details }: Activity): (() => void) | null => {
  const { show } = useView();
  const { showLog } = useWorkspaceActions();
  const { deploymentId, commitSha, branch } = details;
  if (typeof deploymentId === "string") return () => showLog(deploymentId);
  if (typeof commitSha === "string" && typeof branch === "string" && /^[0-9a-f]{40}$/.test(commitSha))
    return () => show({ tab: "changes", commit: commitSha, branch }, "push");
  return null;
};

const LineView = memo(({ activity, line }: Row) => {
  const open = useTarget(activity);
  const { displayName, email } = useProfile();
  // A project has one person: its owner.
  const name = activity.actor === "user" ? displayName || email : actorNames[activity.actor];
  return (
    <div className="flex items-start gap-2.5 px-3 py-1 text-sm hover:bg-hover">
      <time
        dateTime={activity.createdAt}
        title={formatDateTime(activity.createdAt)}
        className="figures shrink-0 pt-px font-mono text-xs text-ink-subtle"
      >
        {time.format(Date.parse(activity.createdAt))}
      </time>
      <span title={name} className="pt-0.5">
        <Avatar name={name} actor={activity.actor} size="xs" />
        <span className="sr-only">{name}: </span>
      </span>
      <p className="break-text min-w-0 flex-1">
        {open === null ? (
          <span className={tones[line.tone]}>{line.text}</span>
        ) : (
          <button
            type="button"
            onClick={open}
            className={clsx("rounded-xs text-left hover:underline", tones[line.tone])}
          >
            {line.text}
          </button>
        )}
        {line.detail === null ? null : <span className="ml-2 text-ink-subtle">{line.detail}</span>}
      </p>
    </div>
  );
});
LineView.displayName = "LineView";

/** Who did what in this project, as it happens. */
export const ActivityLog = () => {
  const [filter, setFilter] = useState("all");
  const [search, setSearch] = useState("");
  const rows = useRows(filter, search);
  const older = useOlder();
  const getKey = useCallback((index: number) => rows[index]?.activity.id ?? index, [rows]);
  const list = useFollowingList({ count: rows.length, rowPixels: ROW_PIXELS, getKey, onTop: older });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-2 border-b border-line-faint px-2 py-1">
        <SegmentedControl label="Who" segments={filters} value={filter} onValueChange={setFilter} />
        <Input
          aria-label="Search the activity"
          placeholder="Search"
          isCompact
          leading={<Search aria-hidden="true" />}
          className="ml-auto w-52 min-w-0"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState
          size="sm"
          icon={<ActivityIcon aria-hidden="true" />}
          title={search === "" ? "Nothing has happened yet" : "Nothing matches"}
        >
          {search === ""
            ? "What the AI, people and the platform do is written here."
            : "Try another word, or choose All."}
        </EmptyState>
      ) : (
        <VirtualRows
          list={list}
          label="Activity"
          className="py-1"
          renderRow={(index) => {
            const row = rows[index];
            return row === undefined ? null : <LineView {...row} />;
          }}
        />
      )}
    </div>
  );
};
