import type { Metadata } from "next";
import { BudgetCard } from "#web/components/budgets/budget-card.tsx";
import { UsageCard } from "#web/features/usage/usage-card.tsx";

export const metadata: Metadata = { title: "Usage and budgets" };

const UsagePage = async ({ searchParams }: { searchParams: Promise<{ project?: string | string[] }> }) => {
  const { project } = await searchParams;
  return (
    <>
      <UsageCard projectId={typeof project === "string" ? project : ""} />
      <BudgetCard
        projectId={null}
        title="Your budgets"
        description="What all your projects together may use. The call of a model that could go past a budget is not sent; what was done until then is kept."
      />
    </>
  );
};

export default UsagePage;
