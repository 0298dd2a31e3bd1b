import { useEffect, useState, type FormEvent, type ReactNode } from "react";
import { appConfig } from "../app-config";
import { Button } from "../ui/button";
import { connectSupabase } from "./supabase-store";
import { supabaseSettings } from "./store";

/** Shows the app at once when records stay in the browser; with Supabase it asks who is there first. */
export function SessionGate({ children }: { children: ReactNode }) {
  if (!supabaseSettings) return children;
  return <SupabaseGate settings={supabaseSettings}>{children}</SupabaseGate>;
}

type Settings = NonNullable<typeof supabaseSettings>;

function SupabaseGate({ settings, children }: { settings: Settings; children: ReactNode }) {
  const [state, setState] = useState<"loading" | "out" | "in">("loading");

  useEffect(() => {
    let isGone = false;
    let stop = () => {};
    void connectSupabase(settings).then((supabase) => {
      if (isGone) return;
      const { data } = supabase.auth.onAuthStateChange((_event, session) => setState(session ? "in" : "out"));
      stop = () => data.subscription.unsubscribe();
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [settings]);

  if (state === "loading") return <p className="sign-in muted">Connecting to Supabase…</p>;
  return state === "in" ? children : <SignIn settings={settings} />;
}

function SignIn({ settings }: { settings: Settings }) {
  const [message, setMessage] = useState("");
  const [isNew, setNew] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { email: String(form.get("email")), password: String(form.get("password")) };
    const { auth } = await connectSupabase(settings);
    const { data, error } = isNew ? await auth.signUp(credentials) : await auth.signInWithPassword(credentials);
    if (error) setMessage(error.message);
    else if (!data.session) setMessage("Check your mail for a link that confirms the account.");
  };

  return (
    <main className="sign-in">
      <form className="card" onSubmit={(event) => void submit(event)}>
        <div>
          <h1>{appConfig.name}</h1>
          <p className="muted">{isNew ? "Create your account." : "Sign in to go on."}</p>
        </div>
        <label className="field">
          <span className="field-label">Email</span>
          <input className="input" name="email" type="email" autoComplete="email" required />
        </label>
        <label className="field">
          <span className="field-label">Password</span>
          <input
            className="input"
            name="password"
            type="password"
            minLength={8}
            autoComplete={isNew ? "new-password" : "current-password"}
            required
          />
        </label>
        {message && (
          <p className="field-error" role="alert">
            {message}
          </p>
        )}
        <Button type="submit" variant="primary">
          {isNew ? "Create the account" : "Sign in"}
        </Button>
        <Button variant="quiet" onClick={() => setNew(!isNew)}>
          {isNew ? "I have an account" : "I am new here"}
        </Button>
      </form>
    </main>
  );
}
