import { getSupabase } from "#web/lib/supabase/browser-client.ts";
import { retryUntilDone } from "./retry-until-done.ts";
import type { WorkspaceChannel } from "./workspace-source.ts";

/**
 * The private channel `project:<id>`, whose owner alone may receive it. supabase-js joins again by itself after a cut
 * and says SUBSCRIBED each time. https://supabase.com/docs/guides/realtime/broadcast
 */
export const createWorkspaceChannel = (projectId: string): WorkspaceChannel => ({
  join: (handlers) => {
    const left = new AbortController();
    let leave: (() => void) | null = null;
    const join = async (): Promise<void> => {
      const supabase = await getSupabase();
      // Private channels are authorised by the session's token, which must be known before the first join.
      await supabase.realtime.setAuth();
      if (left.signal.aborted) return;
      const channel = supabase.channel(`project:${projectId}`, { config: { private: true } });
      leave = () => void supabase.removeChannel(channel);
      channel
        .on("broadcast", { event: "*" }, ({ event, payload }) => handlers.onMessage(event, payload))
        .subscribe((status) => {
          if (left.signal.aborted) return;
          if (status === "SUBSCRIBED") handlers.onJoined();
          else handlers.onLost();
        });
    };
    void retryUntilDone(join, { signal: left.signal, onError: () => handlers.onLost() });
    return () => {
      left.abort();
      leave?.();
    };
  },
});
