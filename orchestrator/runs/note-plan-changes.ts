import { savePlanSchema } from "#core/contracts/answers.ts";
import { featureInputSchema, type FeatureInput, type PlanFeature } from "#core/contracts/plan.ts";
import { appendNote, type RunSession } from "./run-session.ts";
import type { StoredMessage } from "./stored-message.ts";

const parseFeatures = (json: string): FeatureInput[] => {
  try {
    return savePlanSchema.parse(JSON.parse(json)).features;
  } catch {
    return [];
  }
};

/** The plan as the model knows it: what it wrote itself, and what it was told of changes by hand. */
const readBelief = (messages: readonly StoredMessage[]): Map<string, FeatureInput> => {
  const parts = messages.flatMap((message) => message.parts);
  const refused = new Set(parts.flatMap((part) => (part.type === "tool-result" && part.isError ? [part.callId] : [])));
  const named = parts.flatMap((part): FeatureInput[] => {
    if (part.type === "plan") return part.features;
    return part.type === "tool-call" && part.tool === "update_plan" && !refused.has(part.callId)
      ? parseFeatures(part.arguments)
      : [];
  });
  return new Map(named.map((feature) => [feature.feature, feature]));
};

const isSame = (one: FeatureInput, other: FeatureInput): boolean =>
  one.status === other.status && one.notes === other.notes && one.priority === other.priority;

/** A feature the person added since the run began; what was there before, the run was told of. */
const isAdded = ({ runId, createdAt }: PlanFeature, startedAt: string | null): boolean =>
  runId === null && startedAt !== null && Date.parse(createdAt) > Date.parse(startedAt);

const describe = ({ feature, status, notes, priority }: FeatureInput): string =>
  `- [${status}] ${feature} (priority ${priority})${notes === "" ? "" : `: ${notes}`}`;

/**
 * Tells the model what a person changed in the plan since it last heard of it, before its next answer, so that an edit during
 * the run counts. Changes of other runs are none of its business.
 */
export const notePlanChanges = async (session: RunSession): Promise<void> => {
  const { dependencies, project, run, messages } = session;
  const belief = readBelief(messages);
  const plan = await dependencies.stores.plan.list(project.id);
  const changed = plan
    .filter((feature) => {
      const known = belief.get(feature.feature);
      if (known === undefined) return isAdded(feature, run.startedAt);
      return (feature.runId === run.id || feature.runId === null) && !isSame(known, feature);
    })
    .map((feature) => featureInputSchema.parse(feature));
  if (changed.length === 0) return;
  const text = await dependencies.scanner.redact(changed.map(describe).join("\n"));
  await appendNote(
    session,
    `The person changed the plan by hand. Go by it from here on:\n${text}`,
    [{ type: "plan", features: changed }],
    `The plan was changed by hand: ${changed.map(({ feature }) => feature).join(", ")}. The AI goes by it from here on.`,
  );
};
