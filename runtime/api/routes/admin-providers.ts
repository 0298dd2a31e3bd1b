import { z } from "zod";
import {
  chooseDefaultModelSchema,
  providerNameSchema,
  saveModelsSchema,
  storeCredentialSchema,
} from "#core/contracts/provider-settings.ts";
import { storeCredential } from "../../actions/index.ts";
import { chooseDefaultModel, removeCredential, saveModels } from "../../services/admin/change-providers.ts";
import { describeProviders } from "../../services/admin/describe-providers.ts";
import { defineAdminRoute } from "../define-route.ts";
import { answers } from "../schemas.ts";

const tag = "Admin";
const nameParams = z.object({ name: providerNameSchema });

export const adminProviderRoutes = [
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/providers",
      tag,
      summary: "Providers, their models and prices; never their keys",
      status: 200,
      answer: answers.providers,
    },
    ({ context }) => describeProviders(context),
  ),
  defineAdminRoute(
    {
      method: "put",
      path: "/api/admin/providers/{name}",
      tag,
      summary: "Test and keep a provider's key and address",
      params: nameParams,
      body: storeCredentialSchema,
      status: 200,
      answer: answers.storedCredential,
    },
    ({ context, session, params, body }) => storeCredential.run(context, session, { ...body, provider: params.name }),
  ),
  defineAdminRoute(
    {
      method: "delete",
      path: "/api/admin/providers/{name}",
      tag,
      summary: "Forget a provider's stored key and address",
      params: nameParams,
      status: 204,
      answer: undefined,
    },
    async ({ context, session, params }) => {
      await removeCredential(context, session, params.name);
      return new Response(null, { status: 204 });
    },
  ),
  defineAdminRoute(
    {
      method: "put",
      path: "/api/admin/providers/{name}/models",
      tag,
      summary: "Replace a provider's model list, with context sizes and prices",
      params: nameParams,
      body: saveModelsSchema,
      status: 200,
      answer: answers.providers,
    },
    async ({ context, session, params, body }) => {
      await saveModels(context, session, params.name, body.models);
      return describeProviders(context);
    },
  ),
  defineAdminRoute(
    {
      method: "put",
      path: "/api/admin/default-model",
      tag,
      summary: "Choose what runs use that name no model",
      body: chooseDefaultModelSchema,
      status: 200,
      answer: answers.providers,
    },
    async ({ context, session, body }) => {
      await chooseDefaultModel(context, session, body.model);
      return describeProviders(context);
    },
  ),
];
