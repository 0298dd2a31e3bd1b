import { expect, test } from "vitest";
import { listWords, rankByRequest } from "#orchestrator/prompts/rank-by-request.ts";

test("what shares telling words with the request comes first, the rest keeps its order", () => {
  const items = ["Add a footer", "Change the colours", "Number invoices by year", "Add a login"];
  expect(rankByRequest("Send the invoice by mail", items, (text) => text)).toEqual([
    "Number invoices by year",
    "Add a footer",
    "Change the colours",
    "Add a login",
  ]);
});

test("a rare word weighs more than a common one", () => {
  const items = ["customer list", "customer search", "customer import", "holiday calendar"];
  expect(rankByRequest("customer holiday", items, (text) => text)[0]).toBe("holiday calendar");
});

test("words are told apart from endings and fillers, in any script", () => {
  expect([...listWords("Please add the Bookings, booking and Überträge!")]).toEqual(["book", "überträg"]);
});
