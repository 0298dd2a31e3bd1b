import { useEffect } from "react";
import { appConfig } from "./app-config";
import { SessionGate } from "./data/session-gate";
import { NotFound } from "./pages/not-found";
import { useMatch } from "./router";
import { routes } from "./routes";
import { AppShell } from "./shell/app-shell";
import { ToastProvider } from "./ui/toast";

export function App() {
  const { route, params, path } = useMatch(routes);
  const Page = route?.page ?? NotFound;

  useEffect(() => {
    const label = route?.menu?.label;
    document.title = label ? `${label} · ${appConfig.name}` : appConfig.name;
    window.scrollTo(0, 0);
  }, [route, path]);

  return (
    <ToastProvider>
      <SessionGate>
        <AppShell routes={routes} path={path}>
          <Page key={path} params={params} />
        </AppShell>
      </SessionGate>
    </ToastProvider>
  );
}
