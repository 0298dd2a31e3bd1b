import { z } from "zod";

/** What kinds of reasons a deployment fails for, on whichever host. */
export const failureCauseSchema = z.enum([
  "missing_dependency",
  "type_error",
  "code",
  "missing_variable",
  "out_of_memory",
  "refused_author",
  "quota",
  "time_out",
  "network",
  "platform",
  "unknown",
]);
export type FailureCause = z.infer<typeof failureCauseSchema>;

/** The cause behind each code of a deployment's error. A code that is not here is unknown. */
const causes: Partial<Record<string, FailureCause>> = {
  lockfile_stale: "missing_dependency",
  package_too_new: "missing_dependency",
  package_source_refused: "missing_dependency",
  package_not_found: "missing_dependency",
  package_damaged: "missing_dependency",
  dependency_conflict: "missing_dependency",
  missing_dependency: "missing_dependency",
  unknown_script: "missing_dependency",
  lockfile_missing: "missing_dependency",
  package_runs_scripts: "missing_dependency",
  type_error: "type_error",
  syntax_error: "code",
  missing_file: "code",
  missing_export: "code",
  network_needed: "code",
  too_many_processes: "code",
  too_much_output: "code",
  not_answering: "code",
  no_output: "code",
  no_front_page: "code",
  framework_unsupported: "code",
  manifest_damaged: "code",
  missing_variable: "missing_variable",
  out_of_memory: "out_of_memory",
  disk_full: "out_of_memory",
  author_refused: "refused_author",
  quota_reached: "quota",
  timed_out: "time_out",
  registry_unreachable: "network",
  host_unreachable: "network",
  unknown_host: "platform",
  sandbox_missing: "platform",
  secret_unreadable: "platform",
  internal: "platform",
};

export const toFailureCause = (code: string): FailureCause => causes[code] ?? "unknown";

/** Causes that no change of the code would mend: a person, or time, has to. */
const beyondCode: readonly FailureCause[] = ["refused_author", "quota", "network", "platform"];

/** Whether a run of the AI has a chance of mending what a deployment failed for. */
export const isRepairable = (code: string): boolean => !beyondCode.includes(toFailureCause(code));
