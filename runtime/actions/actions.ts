import { z } from "zod";
import { requestDeploymentSchema } from "#core/contracts/answers.ts";
import { deploymentSchema } from "#core/contracts/deployment.ts";
import { activatePromptSchema, promptSchema } from "#core/contracts/prompt.ts";
import {
  providerNameSchema,
  storeCredentialSchema,
  storedCredentialSchema,
} from "#core/contracts/provider-settings.ts";
import { createRunSchema, runSchema } from "#core/contracts/run.ts";
import { activatePrompt as activate } from "../services/admin/change-prompts.ts";
import { storeCredential as store } from "../services/admin/store-credential.ts";
import { requestDeployment as deploy } from "../services/control-deployment.ts";
import { startRun as start } from "../services/start-run.ts";
import { defineAction } from "./define-action.ts";

/** Text, since a malformed id is as unknown as a stranger's. */
const projectId = z.string().max(100);

export const storeCredential = defineAction({
  name: "store-credential",
  isForAdmins: true,
  input: storeCredentialSchema.extend({ provider: providerNameSchema }),
  answer: storedCredentialSchema,
  status: 200,
  run: store,
});

export const activatePrompt = defineAction({
  name: "activate-prompt",
  isForAdmins: true,
  input: activatePromptSchema.extend({ name: z.string().max(60) }),
  answer: promptSchema,
  status: 200,
  run: activate,
});

export const startRun = defineAction({
  name: "start-run",
  isForAdmins: false,
  input: createRunSchema.extend({ projectId }),
  answer: runSchema,
  status: 202,
  run: (context, session, { projectId: id, ...input }) => start(context, session, id, input),
});

export const requestDeployment = defineAction({
  name: "request-deployment",
  isForAdmins: false,
  input: requestDeploymentSchema.extend({ projectId }),
  answer: deploymentSchema,
  status: 202,
  run: (context, session, { projectId: id, ...input }) => deploy(context, session, id, input),
});
