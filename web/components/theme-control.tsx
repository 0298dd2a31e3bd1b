"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { SegmentedControl } from "./segmented-control.tsx";

const nothingChanges = () => () => {};

/** False on the server and during hydration, where the visitor's theme is not known. */
const useIsMounted = (): boolean =>
  useSyncExternalStore(
    nothingChanges,
    () => true,
    () => false,
  );

/** Light, dark, or as the system has it. */
export const ThemeControl = ({ hasLabels = false }: { hasLabels?: boolean }) => {
  const { theme = "system", setTheme } = useTheme();
  const isMounted = useIsMounted();
  return (
    <SegmentedControl
      label="Theme"
      size={hasLabels ? "md" : "sm"}
      value={isMounted ? theme : ""}
      onValueChange={setTheme}
      segments={[
        { value: "system", label: "System", icon: <Monitor aria-hidden="true" />, isIconOnly: !hasLabels },
        { value: "light", label: "Light", icon: <Sun aria-hidden="true" />, isIconOnly: !hasLabels },
        { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" />, isIconOnly: !hasLabels },
      ]}
    />
  );
};
