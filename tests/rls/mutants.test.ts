import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { findLeaks, type Asker } from "#tests/helpers/rls-matrix.ts";
import { seedEverything, type Seed } from "#tests/helpers/seed-everything.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let seed: Seed;
beforeAll(async () => {
  stack = await startTestStack();
  seed = await seedEverything(stack);
});
afterAll(() => stack.stop());

const policySchema = z.object({ table: z.string(), policy: z.string(), check: z.boolean(), using: z.boolean() });

const listPolicies = async (client: pg.ClientBase) => {
  const { rows } = await client.query(`
    select format('%I.%I', schemaname, tablename) as table, quote_ident(policyname) as policy,
      qual is not null as using, with_check is not null as check
    from pg_policies where schemaname in ('public', 'realtime') order by 1, 2`);
  return rows.map((row) => policySchema.parse(row));
};

/** Every way in which one policy can be broken by a slip of the pen. */
const mutate = ({ table, policy, using, check }: z.infer<typeof policySchema>): Record<string, string> => ({
  drop: `drop policy ${policy} on ${table}`,
  disable: `alter table ${table} disable row level security`,
  true: `alter policy ${policy} on ${table}${using ? " using (true)" : ""}${check ? " with check (true)" : ""}`,
  public: `alter policy ${policy} on ${table} to public${using ? " using (true)" : ""}`,
});

const person = (name: "admin" | "owner" | "stranger"): Asker => ({
  name,
  role: "authenticated",
  userId: seed[name].id,
});

describe("the mutants of the policies", () => {
  it("A17: are all noticed by the isolation matrix", async () => {
    const askers: Asker[] = [
      { name: "anonymous", role: "anon", userId: null },
      person("stranger"),
      person("owner"),
      person("admin"),
    ];
    const client = await stack.pool.connect();
    const survivors: string[] = [];
    let mutants = 0;
    try {
      const policies = await listPolicies(client);
      for (const policy of policies) {
        for (const [mutation, sql] of Object.entries(mutate(policy))) {
          await client.query("begin");
          await client.query(sql);
          const { leaks } = await findLeaks(client, askers, seed.projectId, policy.table.split(".")[1]);
          await client.query("rollback");
          mutants += 1;
          if (leaks.length === 0) survivors.push(`${mutation} ${policy.policy} on ${policy.table}`);
        }
      }
      expect(survivors).toEqual([]);
      expect(policies.length).toBeGreaterThan(15);
      expect(mutants).toBe(policies.length * 4);
    } finally {
      client.release();
    }
  }, 300_000);
});
