import { useState } from "react";
import { Icon, type IconName } from "../ui/icon";

type Theme = "light" | "system" | "dark";

const choices: { theme: Theme; label: string; icon: IconName }[] = [
  { theme: "light", label: "Light theme", icon: "sun" },
  { theme: "system", label: "Theme of the system", icon: "system" },
  { theme: "dark", label: "Dark theme", icon: "moon" },
];

const readTheme = (): Theme => {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
};

const applyTheme = (theme: Theme) => {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Storage is blocked: the choice then lasts until the page is closed.
  }
};

export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  const choose = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <div className="theme-switch" role="group" aria-label="Theme">
      {choices.map(({ theme: choice, label, icon }) => (
        <button key={choice} type="button" aria-label={label} aria-pressed={theme === choice} onClick={() => choose(choice)}>
          <Icon name={icon} size={15} />
        </button>
      ))}
    </div>
  );
}
