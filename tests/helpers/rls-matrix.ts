import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { z } from "zod";

/** Somebody who asks the database. */
export interface Asker {
  name: "anonymous" | "stranger" | "owner" | "admin";
  role: "anon" | "authenticated";
  userId: string | null;
}

const relationSchema = z.object({
  name: z.string(),
  kind: z.enum(["table", "view"]),
  columns: z.array(z.string()),
  /** Columns people may read: one that they may not must not make the whole table look hidden. */
  readable: z.array(z.string()),
  hasPolicy: z.boolean(),
  isProtected: z.boolean(),
});
type Relation = z.infer<typeof relationSchema>;

/** Tables of nobody in particular, and who alone may read them. A table that is neither here nor somebody's is a leak. */
const special: Record<string, Asker["name"] | "nobody"> = {
  prompts: "admin",
  admin_settings: "admin",
  audit_log: "admin",
  budget_rules: "admin",
  rate_rules: "admin",
  github_apps: "nobody",
  github_connections: "nobody",
  provider_credentials: "nobody",
  webhook_deliveries: "nobody",
  environment_variables: "nobody",
  status_endpoints: "nobody",
  host_connections: "nobody",
  host_projects: "nobody",
};

/** Functions outside of `public` that people may call, since policies do; each answers about the caller alone. */
const callable = ["private.owned_projects()", "private.owns_topic(text)", "private.is_admin()"];

const relationsSql = `
  select c.relname as name, case when c.relkind = 'v' then 'view' else 'table' end as kind,
    array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped order by attnum) as columns,
    array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped
      and has_column_privilege('authenticated', c.oid, attnum, 'select') order by attnum) as readable,
    exists (select from pg_policy p where p.polrelid = c.oid) as "hasPolicy",
    case when c.relkind = 'v' then coalesce(c.reloptions @> '{security_invoker=true}', false) else c.relrowsecurity end as "isProtected"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm', 'f') order by c.relname`;

const functionsSql = `
  select p.oid::regprocedure::text as signature, p.prosecdef as "isDefiner", coalesce(p.proconfig::text, '') as settings,
    has_function_privilege('anon', p.oid, 'execute') as anon,
    has_function_privilege('authenticated', p.oid, 'execute') as authenticated
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'private') order by 1`;

const foreignSql = `
  select n.nspname || '.' || c.relname as name, r.rolname as role
  from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join pg_roles r
  where r.rolname in ('anon', 'authenticated') and c.relkind in ('r', 'p', 'v', 'm', 'S')
    and n.nspname not in ('public', 'pg_catalog', 'information_schema', 'pg_toast') and n.nspname not like 'pg_temp%'
    and not (n.nspname = 'realtime' and c.relname = 'messages')
    and has_schema_privilege(r.oid, n.oid, 'usage')
    and case when c.relkind = 'S' then has_sequence_privilege(r.oid, c.oid, 'usage, select, update')
      else has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate') end`;

/** Whose rows these are, by the columns a relation has; null when that cannot be told. */
const ownership = ({ name, columns }: Relation): string | null => {
  if (name === "profiles") return "id = $1";
  const column = ["owner_id", "user_id"].find((one) => columns.includes(one));
  if (column !== undefined) return `${column} = $1`;
  return columns.includes("project_id") ? "project_id in (select id from public.projects where owner_id = $1)" : null;
};

/** One thing somebody tries, which is undone at once. */
interface Attempt {
  relation: Relation;
  asker: Asker | "service_role";
  verb: "select" | "select with a grant" | "own" | "insert" | "update" | "delete" | "truncate";
  /** Run as the superuser, before `sql` is run as the asker. */
  before: string;
  /** Answers one number. */
  sql: string;
}

/** Runs everything in one round trip: a thousand attempts would otherwise be four thousand. */
const attemptFunction = `
  create or replace function pg_temp.attempt(p_before text, p_role text, p_claims text, p_sql text) returns text
  language plpgsql as $attempt$
  declare answer text;
  begin
    if p_before <> '' then execute p_before; end if;
    perform set_config('role', p_role, true), set_config('request.jwt.claims', p_claims, true),
      set_config('request.jwt.claim.sub', coalesce(p_claims::jsonb ->> 'sub', ''), true);
    if p_sql ~ '^(select|with)' then execute p_sql into answer; else execute p_sql; answer := 'done'; end if;
    raise exception using errcode = 'LCUND', message = coalesce(answer, 'null');
  exception
    when sqlstate 'LCUND' then return sqlerrm;
    when others then return 'refused ' || sqlstate;
  end $attempt$`;

const claimsOf = (asker: Asker | "service_role"): string => {
  if (asker === "service_role") return '{"role":"service_role"}';
  return JSON.stringify(asker.userId === null ? { role: asker.role } : { role: asker.role, sub: asker.userId });
};

const run = async (client: pg.ClientBase, attempts: Pick<Attempt, "asker" | "before" | "sql">[]): Promise<string[]> => {
  await client.query(attemptFunction);
  const given = attempts.map(({ asker, before, sql }) => ({
    before,
    role: typeof asker === "string" ? asker : asker.role,
    claims: claimsOf(asker),
    sql,
  }));
  const { rows } = await client.query(
    `select pg_temp.attempt(a.before, a.role, a.claims, a.sql) as answer
     from rows from (jsonb_to_recordset($1) as (before text, role text, claims text, sql text)) with ordinality a order by a.ordinality`,
    [JSON.stringify(given)],
  );
  return rows.map((row) => z.object({ answer: z.string() }).parse(row).answer);
};

/** How many rows are somebody's, asked as the superuser; a filter that holds for none where nobody can tell. */
const countOwn = (relation: Relation, asker: Asker): string => {
  const who = special[relation.name];
  const rows = `select count(*) from public.${relation.name}`;
  if (who !== undefined) return asker.name === who ? rows : "select 0";
  const owned = ownership(relation);
  return owned === null || asker.userId === null
    ? "select 0"
    : `${rows} where ${owned.replace("$1", `'${asker.userId}'`)}`;
};

const listAttempts = (relation: Relation, askers: Asker[]): Attempt[] => {
  const table = `public.${relation.name}`;
  const column = relation.columns[0] ?? "";
  const writes = {
    insert: `insert into ${table} default values`,
    update: `update ${table} set ${column} = ${column}`,
    delete: `delete from ${table}`,
    truncate: `truncate ${table} cascade`,
  };
  const grant = relation.kind === "table" ? `grant select on ${table} to anon, authenticated` : "";
  const count = `select count(*) from (select ${relation.readable[0] ?? column} from ${table}) t`;
  const attempts = askers.flatMap((asker): Attempt[] => [
    { relation, asker, verb: "own", before: "", sql: countOwn(relation, asker) },
    { relation, asker, verb: "select", before: "", sql: count },
    { relation, asker, verb: "select with a grant", before: grant, sql: `select count(*) from ${table}` },
  ]);
  if (relation.kind === "view") return attempts;
  for (const [verb, sql] of Object.entries(writes) as [keyof typeof writes, string][]) {
    for (const asker of askers) attempts.push({ relation, asker, verb, before: "", sql });
    if (verb === "update" || verb === "delete")
      attempts.push({ relation, asker: "service_role", verb, before: "", sql });
  }
  return attempts;
};

/** What is wrong with one answer, given how many rows are the asker's; null when nothing is. */
const judge = ({ relation, asker, verb }: Attempt, answer: string, own: string): string | null => {
  const { name } = relation;
  if (asker === "service_role")
    return answer === "refused 42501"
      ? `${name}: not even the service role may ${verb}, so refusals say nothing`
      : null;
  if (verb === "own") return null;
  if (verb !== "select" && verb !== "select with a grant")
    return answer === "refused 42501" ? null : `${name}: ${asker.name} may ${verb}`;
  // Without a grant there is nothing to see, which is as it should be for whoever owns nothing.
  if (answer === "refused 42501" && own === "0" && (verb === "select" || relation.kind === "view")) return null;
  return answer === own ? null : `${name}: by ${verb} ${asker.name} sees ${answer} rows, not ${own}`;
};

const findRelationLeaks = async (client: pg.ClientBase, relations: Relation[], askers: Asker[]): Promise<string[]> => {
  // Counting what is whose must not be subject to what is being tested.
  const attempts = relations.flatMap((relation) => listAttempts(relation, askers));
  const own = await run(
    client,
    attempts.map(({ relation, asker }) => ({
      asker: "service_role",
      before: "",
      sql: typeof asker === "string" ? "select 0" : countOwn(relation, asker),
    })),
  );
  const answers = await run(
    client,
    attempts.map((attempt) => (attempt.verb === "own" ? { ...attempt, asker: "service_role" } : attempt)),
  );
  return attempts.flatMap((attempt, index) => judge(attempt, answers[index] ?? "", own[index] ?? "") ?? []);
};

/** What the catalog alone tells of a relation. */
const findFlaws = (relation: Relation, ownedByOwner: string): string[] => {
  const { name, kind, isProtected, hasPolicy } = relation;
  const isKnown = special[name] !== undefined || ownership(relation) !== null;
  return [
    ...(isProtected ? [] : [`${name}: row-level security is off`]),
    ...(kind === "table" && !hasPolicy ? [`${name}: it has no policy`] : []),
    ...(isKnown ? [] : [`${name}: nobody owns its rows by a column we know`]),
    ...(isKnown && special[name] === undefined && ownedByOwner === "0" ? [`${name}: it was not seeded`] : []),
  ];
};

const findFunctionLeaks = async (client: pg.ClientBase): Promise<string[]> => {
  const schema = z.object({
    signature: z.string(),
    isDefiner: z.boolean(),
    settings: z.string(),
    anon: z.boolean(),
    authenticated: z.boolean(),
  });
  const { rows } = await client.query(functionsSql);
  return rows.flatMap((row) => {
    const { signature, isDefiner, settings, anon, authenticated } = schema.parse(row);
    return [
      ...(anon ? [`${signature}: anonymous may call it`] : []),
      ...(authenticated && !callable.includes(signature) ? [`${signature}: people may call it`] : []),
      ...(isDefiner && !settings.includes("search_path") ? [`${signature}: its search_path is not fixed`] : []),
    ];
  });
};

/** The private channel of the owner's project: who may read and who may write, broadcasts and presence. */
const findTopicLeaks = async (client: pg.ClientBase, projectId: string, askers: Asker[]): Promise<string[]> => {
  const leaks: string[] = [];
  for (const asker of askers) {
    const { rows } = await client.query("select realtime.topic_access($1, $2, $3)::text as access", [
      `project:${projectId}`,
      asker.role,
      claimsOf(asker),
    ]);
    const access: unknown = JSON.parse(z.object({ access: z.string() }).parse(rows[0]).access);
    const expected = { readable: asker.name === "owner" ? ["broadcast"] : [], writable: [] };
    if (!isDeepStrictEqual(access, expected))
      leaks.push(`the channel of a project: ${asker.name} may ${JSON.stringify(access)}`);
  }
  return leaks;
};

export interface MatrixResult {
  leaks: string[];
  /** What was looked at, so that a test can tell that it was everything. */
  relations: string[];
}

/**
 * Asks the database, as every kind of person, for everything its catalog holds: tables, views, functions, sequences, and
 * the channel of a project. Answers every way in which somebody reaches what is not theirs, or does not reach what is.
 * With `only`, of one table alone. Runs within the transaction of the client, and undoes what it tries.
 */
export const findLeaks = async (
  client: pg.ClientBase,
  askers: Asker[],
  projectId: string,
  only?: string,
): Promise<MatrixResult> => {
  const { rows } = await client.query(relationsSql);
  const relations = rows
    .map((row) => relationSchema.parse(row))
    .filter(({ name, kind }) => only === undefined || name === only || kind === "view");
  const owner = askers.find(({ name }) => name === "owner");
  const owned = await run(
    client,
    relations.map((relation) => ({
      asker: "service_role",
      before: "",
      sql: owner === undefined ? "select 0" : countOwn(relation, owner),
    })),
  );
  const foreign = await client.query(foreignSql);
  const leaks = [
    ...relations.flatMap((relation, index) => findFlaws(relation, owned[index] ?? "0")),
    ...(await findRelationLeaks(client, relations, askers)),
    ...(await findFunctionLeaks(client)),
    ...(await findTopicLeaks(client, projectId, askers)),
    ...foreign.rows.map((row) => {
      const { name, role } = z.object({ name: z.string(), role: z.string() }).parse(row);
      return `${name}: ${role} has a privilege on it`;
    }),
  ];
  return { leaks, relations: relations.map(({ name }) => name) };
};
