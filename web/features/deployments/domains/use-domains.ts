import { useState } from "react";
import type { Domain } from "#core/contracts/index.ts";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { addDomain, checkDomain, domainListSchema, domainsPath, removeDomain } from "#web/lib/api/domains.ts";

/** DNS is slow, and nobody watches it: what waits for it is looked at again now and then. */
const WAITING_MILLISECONDS = 30_000;

/** The domains of a project, and what can be done about each. */
export const useDomains = (projectId: string) => {
  const [checking, setChecking] = useState<string>();
  const { data, error, mutate } = useResource(domainsPath(projectId), domainListSchema, {
    refreshInterval: (list) => (list?.items.some(({ isServing }) => !isServing) === true ? WAITING_MILLISECONDS : 0),
  });
  const replace = (changed: Domain) =>
    mutate(
      (list) =>
        list === undefined
          ? list
          : { ...list, items: list.items.map((each) => (each.name === changed.name ? changed : each)) },
      { revalidate: false },
    );
  return {
    list: data,
    error,
    reload: () => void mutate(),
    checking,
    add: async (name: string): Promise<void> => {
      await addDomain(projectId, name);
      await mutate();
    },
    check: async ({ name }: Domain): Promise<void> => {
      setChecking(name);
      try {
        const checked = await checkDomain(projectId, name);
        await replace(checked);
        if (checked.isServing) toast.success(`Production is served at ${name}`);
        else
          toast.info(`${name} is not there yet`, {
            description: "A change of DNS may take an hour to be seen everywhere. It is looked at again by itself.",
          });
      } catch (thrown) {
        toast.error("Not checked", thrown);
      } finally {
        setChecking(undefined);
      }
    },
    remove: async ({ name }: Domain): Promise<void> => {
      await removeDomain(projectId, name);
      await mutate();
      toast.success(`${name} is removed`);
    },
  };
};

export type Domains = ReturnType<typeof useDomains>;
