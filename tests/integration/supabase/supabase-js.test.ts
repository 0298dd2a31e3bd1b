import { randomUUID } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTokenVerifier } from "#supabase/store/index.ts";
import { signToken, waitUntil } from "#tests/helpers/realtime.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

const password = "correct horse battery";
let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
  await stack.pool.query(`
    create table public.todos (
      id bigint generated always as identity primary key, owner uuid not null default auth.uid(), title text not null,
      stars integer, done boolean not null default false, tags text[] not null default '{}', data jsonb
    );
    alter table public.todos enable row level security;
    grant select, insert, update, delete on public.todos to authenticated;
    create policy "owners have their todos" on public.todos to authenticated
      using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
    create function public.add(a integer, b integer) returns integer language sql as 'select a + b';
    create function public.whoami() returns jsonb language sql as
      $$ select jsonb_build_object('id', auth.uid(), 'role', current_user) $$;
    create function public.echo(p jsonb) returns jsonb language sql as 'select p';
    grant execute on function public.add(integer, integer), public.whoami(), public.echo(jsonb) to anon, authenticated;
  `);
});
afterAll(() => stack.stop());

const client = (): SupabaseClient =>
  createClient(stack.url, testKeys.publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });

const signUp = async (email = `${randomUUID()}@example.com`) => {
  const supabase = client();
  const { data, error } = await supabase.auth.signUp({ email, password, options: { data: { display_name: "Ada" } } });
  expect(error).toBeNull();
  return { supabase, email, userId: data.user?.id ?? "", session: data.session };
};

describe("Auth, by supabase-js", () => {
  it("signs up without a mail, and makes the person's profile", async () => {
    const { supabase, email, userId, session } = await signUp("Ada.Lovelace+test@Example.com");
    expect(session).toMatchObject({
      token_type: "bearer",
      expires_in: 3600,
      user: { email: "ada.lovelace+test@example.com" },
    });
    const { data } = await supabase.from("profiles").select().single();
    expect(data).toMatchObject({
      id: userId,
      email: email.toLowerCase(),
      handle: "ada-lovelace-test",
      display_name: "Ada",
      is_admin: true,
    });
    const second = await signUp("ada.lovelace.test@example.com");
    expect((await second.supabase.from("profiles").select().single()).data).toMatchObject({
      handle: "ada-lovelace-test-2",
      is_admin: false,
    });
  });

  it("refuses a mail that is taken, a short password and a mail that is none", async () => {
    const { email } = await signUp();
    const answers = await Promise.all([
      client().auth.signUp({ email, password }),
      client().auth.signUp({ email: `${randomUUID()}@example.com`, password: "short" }),
      client().auth.signUp({ email: "no mail", password }),
    ]);
    expect(answers.map(({ error }) => error?.status)).toEqual([422, 422, 400]);
    expect(answers.map(({ data }) => data.session)).toEqual([null, null, null]);
  });

  it("signs in, and refuses a wrong password as it refuses a mail nobody has", async () => {
    const { email, userId } = await signUp();
    const supabase = client();
    const { data } = await supabase.auth.signInWithPassword({ email, password });
    expect(data.user?.id).toBe(userId);
    const wrong = await client().auth.signInWithPassword({ email, password: "wrong horse battery" });
    const nobody = await client().auth.signInWithPassword({ email: "nobody@example.com", password });
    expect(wrong.error).toMatchObject({ status: 400, code: "invalid_credentials" });
    expect(nobody.error).toMatchObject({ status: 400, code: "invalid_credentials", message: wrong.error?.message });
  });

  it("refreshes a session, and takes the old refresh token no more", async () => {
    const { supabase, session } = await signUp();
    const { data, error } = await supabase.auth.refreshSession();
    expect(error).toBeNull();
    expect(data.session?.refresh_token).not.toBe(session?.refresh_token);
    expect((await supabase.auth.getUser()).data.user?.id).toBe(data.user?.id);
    const invented = await client().auth.refreshSession({ refresh_token: "invented" });
    expect(invented.error).not.toBeNull();
  });

  it("signs out: the session's refresh token is worth nothing afterwards", async () => {
    const { supabase, session } = await signUp();
    expect((await supabase.auth.signOut()).error).toBeNull();
    expect((await supabase.auth.getSession()).data.session).toBeNull();
    const again = await client().auth.refreshSession({ refresh_token: session?.refresh_token ?? "" });
    expect(again.error).not.toBeNull();
  });

  it("A18: believes no token but its own", async () => {
    const { userId } = await signUp();
    const later = new Date(Date.now() + 3_600_000);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ sub: userId, role: "authenticated", exp: 9_999_999_999 })).toString("base64url")}.`;
    for (const token of [
      signToken(userId, later, "x".repeat(40)),
      signToken(userId, new Date(0)),
      unsigned,
      "nonsense",
    ]) {
      const answer = await fetch(`${stack.url}/rest/v1/profiles`, {
        headers: { apikey: testKeys.publishableKey, authorization: `Bearer ${token}` },
      });
      expect({ token: token.slice(0, 20), rows: answer.ok ? await answer.json() : [] }).toEqual({
        token: token.slice(0, 20),
        rows: [],
      });
    }
    const good = await fetch(`${stack.url}/rest/v1/profiles`, {
      headers: { apikey: testKeys.publishableKey, authorization: `Bearer ${signToken(userId, later)}` },
    });
    expect(await good.json()).toHaveLength(1);
  });

  it("A18: verifies tokens on the server the same way", async () => {
    const { userId, email, session } = await signUp();
    const time = { now: new Date() };
    const verify = createTokenVerifier({
      url: stack.url,
      publishableKey: testKeys.publishableKey,
      clock: { now: () => time.now },
    });
    expect(await verify(session?.access_token ?? "")).toEqual({ userId, email });
    for (const token of [
      signToken(userId, new Date(Date.now() + 60_000), "x".repeat(40)),
      signToken(userId, new Date(0)),
      "",
      "a.b.c",
      testKeys.publishableKey,
    ])
      expect(await verify(token)).toBeNull();
    const away = createTokenVerifier({
      url: "http://127.0.0.1:1",
      publishableKey: testKeys.publishableKey,
      clock: { now: () => new Date() },
    });
    await expect(away(session?.access_token ?? "")).rejects.toMatchObject({
      code: "external_service_failed",
      isRetryable: true,
    });
  });
});

const titles = async (request: PromiseLike<{ data: { title: string }[] | null }>): Promise<string[]> =>
  ((await request).data ?? []).map(({ title }) => title.slice(5));

describe("the Data API, by supabase-js", () => {
  it("shows and changes a person's own rows, and no others", async () => {
    const [ada, bob] = [await signUp(), await signUp()];
    const made = await ada.supabase
      .from("todos")
      .insert({ title: "mine", tags: ["a"], data: { x: [1, null] } })
      .select()
      .single();
    expect(made.data).toMatchObject({
      owner: ada.userId,
      title: "mine",
      done: false,
      tags: ["a"],
      data: { x: [1, null] },
    });
    expect((await bob.supabase.from("todos").select()).data).toEqual([]);
    expect((await bob.supabase.from("todos").update({ title: "his" }).eq("id", made.data?.id).select()).data).toEqual(
      [],
    );
    expect((await bob.supabase.from("todos").delete().eq("id", made.data?.id).select()).data).toEqual([]);
    expect((await bob.supabase.from("todos").insert({ title: "forged", owner: ada.userId })).error).toMatchObject({
      code: "42501",
    });
    expect((await client().from("todos").select()).error).not.toBeNull();
    const changed = await ada.supabase.from("todos").update({ done: true }).eq("id", made.data?.id).select().single();
    expect(changed.data).toMatchObject({ title: "mine", done: true });
  });

  it("filters, orders, counts and cuts", async () => {
    const { supabase } = await signUp();
    await supabase.from("todos").insert(
      [1, 2, 3, 4, 5].map((stars) => ({
        title: `todo ${stars}`,
        stars,
        done: stars > 3,
        tags: stars > 2 ? ["big"] : [],
      })),
    );
    const all = () => supabase.from("todos").select("title").order("stars");
    expect(await titles(all().eq("stars", 3))).toEqual(["3"]);
    expect(await titles(all().neq("stars", 3))).toEqual(["1", "2", "4", "5"]);
    expect(await titles(all().gt("stars", 3).lt("stars", 5))).toEqual(["4"]);
    expect(await titles(all().gte("stars", 4))).toEqual(["4", "5"]);
    expect(await titles(all().in("stars", [1, 5]))).toEqual(["1", "5"]);
    expect(await titles(all().eq("done", true))).toEqual(["4", "5"]);
    expect(await titles(all().like("title", "%3"))).toEqual(["3"]);
    expect(await titles(all().contains("tags", ["big"]).limit(2))).toEqual(["3", "4"]);
    expect(await titles(all().or("stars.eq.1,stars.eq.2"))).toEqual(["1", "2"]);
    expect(await titles(all().range(1, 2))).toEqual(["2", "3"]);
    expect((await supabase.from("todos").select("*", { count: "exact", head: true })).count).toBe(5);
    expect((await supabase.from("todos").select().eq("nothing", 1)).error).toMatchObject({ code: "42703" });
  });

  it("writes values by the types of their columns: an array is JSON here and an array of Postgres there", async () => {
    const { supabase } = await signUp();
    const lists = { title: "5", tags: ['a "quoted" one', "b"], data: [1, { a: ["x"] }, null] };
    const { data: made } = await supabase.from("todos").insert(lists).select("title, tags, data").single();
    expect(made).toEqual(lists);
    for (const data of ["text", { a: [] }, [], 5, true, null]) {
      const { data: rows } = await supabase
        .from("todos")
        .update({ data, tags: [] })
        .eq("title", "5")
        .select("tags, data");
      expect(rows).toEqual([{ tags: [], data }]);
    }
  });

  it("calls functions, with the caller's own rights", async () => {
    const { supabase, userId } = await signUp();
    expect((await supabase.rpc("add", { a: 2, b: 3 })).data).toBe(5);
    expect((await supabase.rpc("whoami")).data).toEqual({ id: userId, role: "authenticated" });
    expect((await client().rpc("whoami")).data).toEqual({ id: null, role: "anon" });
    for (const value of [{ a: [1, "2", null] }, [], "text", 5, true])
      expect((await supabase.rpc("echo", { p: value })).data).toEqual(value);
    expect((await supabase.rpc("nothing")).error).not.toBeNull();
  });
});

describe("Realtime, by supabase-js with a session of its own", () => {
  it("joins with the session, hears, and goes on over a refresh of its token", async () => {
    const { supabase, userId } = await signUp();
    const project = await stack.stores.projects.create({
      ownerId: userId,
      name: "Shop",
      slug: "shop",
      template: "saas",
      gitHost: "local",
      deployHost: "local",
      defaultBranch: "main",
    });
    await supabase.realtime.setAuth();
    const heard: string[] = [];
    const statuses: string[] = [];
    supabase
      .channel(`project:${project.id}`, { config: { private: true } })
      .on("broadcast", { event: "*" }, ({ event }) => heard.push(event))
      .subscribe((status) => statuses.push(status));
    await waitUntil("the join", () => statuses.includes("SUBSCRIBED"), 30_000);
    await supabase.auth.refreshSession();
    await stack.stores.activity.append({ projectId: project.id, actor: "user", action: "note.written", details: {} });
    await waitUntil("the event", () => heard.length === 1, 30_000);
    await supabase.auth.signOut();
    await supabase.realtime.disconnect();
    expect(statuses).not.toContain("CHANNEL_ERROR");
  });
});
