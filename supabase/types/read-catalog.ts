import { z } from "zod";

/** Runs one statement and answers its rows. */
export type Query = (sql: string) => Promise<unknown[]>;

const columnSchema = z.object({
  name: z.string(),
  type: z.string(),
  isNullable: z.boolean(),
  hasDefault: z.boolean(),
  /** Filled by the database alone: a generated column, or an identity that is always generated. */
  isGenerated: z.boolean(),
});

const relationshipSchema = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  isOneToOne: z.boolean(),
  referencedTable: z.string(),
  referencedColumns: z.array(z.string()),
});

const tableSchema = z.object({
  name: z.string(),
  isView: z.boolean(),
  columns: z.array(columnSchema),
  relationships: z.array(relationshipSchema),
});

const functionSchema = z.object({
  name: z.string(),
  arguments: z.array(z.object({ name: z.string(), type: z.string(), hasDefault: z.boolean() })),
  isSet: z.boolean(),
  returnType: z.string(),
  /** The table whose rows it answers, if it does. */
  returnTable: z.string().nullable(),
});

export type CatalogColumn = z.infer<typeof columnSchema>;
export type CatalogTable = z.infer<typeof tableSchema>;
export type CatalogFunction = z.infer<typeof functionSchema>;

const tablesSql = `
select c.relname as name, c.relkind in ('v', 'm') as "isView",
  (select json_agg(json_build_object(
      'name', a.attname, 'type', t.typname, 'isNullable', not a.attnotnull,
      'hasDefault', a.atthasdef or a.attidentity <> '', 'isGenerated', a.attidentity = 'a' or a.attgenerated <> ''
    ) order by a.attname)
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
  coalesce((select json_agg(json_build_object(
      'name', f.conname,
      'columns', (select json_agg(a.attname order by k.place) from unnest(f.conkey) with ordinality k(number, place)
        join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.number),
      'isOneToOne', exists (select from pg_constraint u where u.conrelid = f.conrelid and u.contype in ('p', 'u') and u.conkey <@ f.conkey),
      'referencedTable', r.relname,
      'referencedColumns', (select json_agg(a.attname order by k.place) from unnest(f.confkey) with ordinality k(number, place)
        join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.number)
    ) order by f.conname)
    from pg_constraint f join pg_class r on r.oid = f.confrelid
    where f.conrelid = c.oid and f.contype = 'f' and r.relnamespace = c.relnamespace), '[]') as relationships
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
order by c.relname`;

const functionsSql = `
select p.proname as name, p.proretset as "isSet", r.typname as "returnType", c.relname as "returnTable",
  coalesce((select json_agg(json_build_object(
      'name', p.proargnames[k.place], 'type', t.typname, 'hasDefault', k.place > p.pronargs - p.pronargdefaults
    ) order by p.proargnames[k.place])
    from unnest(p.proargtypes) with ordinality k(type, place) join pg_type t on t.oid = k.type), '[]') as arguments
from pg_proc p
join pg_type r on r.oid = p.prorettype
left join pg_class c on c.oid = r.typrelid
where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and r.typname <> 'trigger'
order by p.proname`;

/** Tables, views and functions the Data API shows, as the catalog of a migrated database has them. */
export const readCatalog = async (query: Query): Promise<{ tables: CatalogTable[]; functions: CatalogFunction[] }> => ({
  tables: z.array(tableSchema).parse(await query(tablesSql)),
  functions: z.array(functionSchema).parse(await query(functionsSql)),
});
