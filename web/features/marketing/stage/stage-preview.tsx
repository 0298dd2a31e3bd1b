import { clsx } from "clsx";
import { RotateCw } from "lucide-react";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import { StateIcon } from "#web/components/state-icon.tsx";
import type { Scene } from "./script.ts";

/** The colours are those of the app that was built, not ours. */
const teal = "#0b5f58";

const figures = [
  { label: "Customers", value: "8" },
  { label: "Dogs", value: "8" },
  { label: "Next seven days", value: "5" },
];

const appointments = [
  { service: "Bath and brush", detail: "Today, 2:30 PM · Luna", isConfirmed: true },
  { service: "Full groom", detail: "Tomorrow, 9:00 AM · Biscuit", isConfirmed: false },
  { service: "Hand strip", detail: "Saturday, 1:00 PM · Luna", isConfirmed: true },
  { service: "Nail trim", detail: "Sunday, 11:15 AM · Otto", isConfirmed: false },
];

const App = ({ scene }: { scene: Scene }) => (
  <div className="flex h-full flex-col gap-3 bg-[#f7f7f8] p-3.5 text-[#18181b]">
    <div className="flex items-center gap-2">
      <span className="size-5 rounded-md" style={{ background: teal }} />
      <span className="text-xs font-bold">Dog Groomer Booking</span>
    </div>
    <div className="grid grid-cols-3 gap-2">
      {figures.map(({ label, value }, index) => (
        <div
          key={label}
          className={clsx(
            "rounded-lg border border-[#e4e4e7] bg-white px-2.5 py-2 transition-opacity duration-500",
            index < scene.done ? "opacity-100" : "opacity-0",
          )}
        >
          <p className="truncate text-[0.625rem] text-[#52525b]">{label}</p>
          <p className="text-md font-bold">{value}</p>
        </div>
      ))}
    </div>
    <div
      className={clsx(
        "flex-1 rounded-lg border border-[#e4e4e7] bg-white px-3 py-2.5 transition-opacity duration-500",
        scene.done > 3 ? "opacity-100" : "opacity-0",
      )}
    >
      <p className="mb-1.5 text-xs font-bold">Coming up</p>
      <ul>
        {appointments.map(({ service, detail, isConfirmed }) => (
          <li key={service} className="flex items-center justify-between gap-2 border-t border-[#f1f1f3] py-1.5">
            <span className="min-w-0">
              <span className="block truncate text-[0.6875rem] font-semibold">{service}</span>
              <span className="block truncate text-[0.625rem] text-[#52525b]">{detail}</span>
            </span>
            <span
              className="rounded-full px-1.5 py-px text-[0.625rem] font-semibold"
              style={isConfirmed ? { background: "#e6f0ee", color: teal } : { background: "#e8eefb", color: "#1d4fb8" }}
            >
              {isConfirmed ? "Confirmed" : "Booked"}
            </span>
          </li>
        ))}
      </ul>
    </div>
  </div>
);

/** The branch's preview: what the newest finished build serves. */
export const StagePreview = ({ scene }: { scene: Scene }) => (
  <div className="flex min-w-0 flex-col max-sm:border-t">
    <div className="flex h-9 items-center gap-2 border-b px-3">
      <RotateCw className="size-3.5 shrink-0 text-ink-subtle" />
      <span className="min-w-0 flex-1 truncate rounded-sm bg-hover px-2 py-0.5 text-center font-mono text-[0.6875rem] text-ink-subtle">
        booking-tool--dog-groomer.preview.localhost
      </span>
      {scene.deployment === null ? null : <DeploymentStateBadge state={scene.deployment} appearance="dot" />}
    </div>
    <div className="relative min-h-72 flex-1 overflow-hidden">
      <App scene={scene} />
      <div
        className={clsx(
          "absolute inset-0 flex flex-col items-center justify-center gap-2 bg-sunken text-xs text-ink-subtle transition-opacity duration-500",
          scene.done === 0 ? "opacity-100" : "opacity-0",
        )}
      >
        <StateIcon shape="waiting" className="size-4" />
        The first commit starts the preview
      </div>
    </div>
  </div>
);
