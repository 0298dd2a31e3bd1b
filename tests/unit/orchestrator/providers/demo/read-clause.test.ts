import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { KnownApp } from "#orchestrator/providers/demo/reading/read-app.ts";
import { readClause } from "#orchestrator/providers/demo/requests/read-requests.ts";
import type { Reading } from "#orchestrator/providers/demo/requests/request.ts";
import { splitRequest } from "#orchestrator/providers/demo/requests/split-request.ts";
import { buildDemoApp } from "#tests/helpers/build-demo-app.ts";
import { readDemoApp } from "#tests/helpers/read-demo-app.ts";

let app: KnownApp;
beforeAll(async () => {
  app = readDemoApp(await buildDemoApp());
});

/** A reading in a few words: `add-fields dogs chipNumber:text`. */
function describeReading(reading: Reading): string {
  if (reading.type === "remark") return "remark";
  if (reading.type === "question") return `ask ${reading.options.map(({ label }) => label).join("|")}`;
  const { kind, ...rest } = reading.request;
  const words = Object.entries(rest).map(([key, value]): string => {
    if (key === "fields" && Array.isArray(value)) return value.map((field) => `${field.name}:${field.type}`).join(",");
    if (key === "entities" && Array.isArray(value)) return value.map((entity) => entity.collection).join(",");
    if (value && typeof value === "object" && "collection" in value) return String(value.collection);
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  });
  return [kind, ...words].join(" ");
}

const read = (prompt: string) => splitRequest(prompt).flatMap((clause) => readClause(clause, app).map(describeReading));

describe("readClause, over a groomer's app", () => {
  it.each([
    ["add a due date to appointments", ["add-fields appointments dueDate:date"]],
    [
      "Please add a chip number and a vaccinated checkbox to dogs.",
      ["add-fields dogs chipNumber:text,vaccinated:checkbox"],
    ],
    ["dogs need a size (small, medium, large)", ["add-fields dogs size:choice"]],
    ["give customers a loyalty level", ["add-fields customers loyaltyLevel:choice"]],
    ["track the temperament of each dog", ["add-fields dogs temperament:text"]],
    ["add notes to dogs", ["remark"]],
    ["add a due date", ["ask Customers|Dogs|Appointments"]],
    ["remove the price", ["remove-field appointments price"]],
    ["we don't need the weight of dogs", ["remove-field dogs weight"]],
    ["remove notes", ["remove-field customers,dogs,appointments notes"]],
    ["remove the name from dogs", ["remark"]],
    ["remove dogs", ["remove-entity dogs"]],
    ["rename customers to clients", ["rename-entity customers Client Clients"]],
    ["Call customers pet parents", ["rename-entity customers Pet parent Pet parents"]],
    ["rename price to fee", ["rename-field appointments price Fee"]],
    ["change the label breed to race", ["rename-field dogs breed Race"]],
    ["rename the status Booked to Reserved", ["rename-choice appointments status booked Reserved"]],
    ["rename the dashboard to Overview", ["rename-page  Overview"]],
    ["change the name to Pawfect", ["set-name Pawfect"]],
    ['Call the app "Paws & Claws"', ["set-name Paws & Claws"]],
    ["the app should be called Pawfect", ["set-name Pawfect"]],
    ["change the tagline to Happy dogs, happy people", ["set-tagline Happy dogs, happy people"]],
    ["make it green", ["set-colour #15803d green"]],
    ["change the accent from teal to navy", ["set-colour #1e3a8a navy"]],
    ["#ff8800", ["set-colour #b25f00 #ff8800"]],
    ["dark theme by default", ["set-theme dark"]],
    ["dark theme with a red accent", ["set-theme dark", "set-colour #b91c1c red"]],
    ["use a serif font", ["set-font serif"]],
    ["rounder corners", ["set-corners round"]],
    ["change the icon to a heart", ["set-icon heart"]],
    ["show prices in euros", ["set-currency EUR"]],
    ["add suppliers", ["add-entity supplier  undefined"]],
    ["add invoices to customers", ["add-entity invoice  customers"]],
    ["I also need products with a price and stock", ['add-entity product [" a price","stock"] undefined']],
    ["assign appointments to groomers", ["add-entity groomer  undefined"]],
    ["link appointments to customers", ["link-entities appointments customers"]],
    ["add a customer to appointments", ["link-entities appointments customers"]],
    ["add waiting to the appointment status", ['add-choices appointments status ["Waiting"]']],
    ["add an 'On hold' status", ['add-choices appointments status ["On hold"]']],
    ["remove the status No-show", ["remove-choice appointments status no-show"]],
    ["make phone required", ["set-required customers phone true"]],
    ["the email of customers should not be optional", ["set-required customers email true"]],
    ["hide duration in the appointments table", ["show-column appointments duration false"]],
    ["sort appointments by price descending", ["sort-list appointments price true"]],
    ["put appointments first in the menu", ["move-page appointments first"]],
    ["move dogs after appointments", ['move-page dogs {"after":"appointments"}']],
    ["start with no sample data", ["remove-samples"]],
    ["add a price to dogs and make it purple", ["add-fields dogs price:money", "set-colour #7c3aed purple"]],
    [
      "1. add a color to dogs\n2. remove the price\n3. call the app Pawfect",
      ["add-fields dogs color:text", "remove-field appointments price", "set-name Pawfect"],
    ],
    ["undo the last change", ["remark"]],
    ["add a login page", ["remark"]],
    ["send reminders by SMS", ["remark"]],
    ["add a search box", ["remark"]],
    ["add a kanban board", ["remark"]],
    ["make the logo dance", []],
    ["asdf", []],
  ])("reads %j", (prompt, expected) => {
    expect(read(prompt).map((line) => line.replace(/ \[\] /, "  "))).toEqual(expected);
  });

  it("never throws, whatever it is asked", () => {
    const words = fc.constantFrom(
      ..."add remove rename to dogs the a price and make it green status called with field customers of ( ) \" ' , . : # $ \\ 名前 🐶 \n".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 120 }),
      fc.array(words, { maxLength: 25 }).map((list) => list.join(" ")),
    );
    fc.assert(
      fc.property(text, (prompt) => {
        for (const line of read(prompt)) expect(line).not.toBe("");
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("takes no time over 5,000 characters", () => {
    const start = performance.now();
    read("please add a very nice and long thing to the app, ".repeat(100));
    read("add ".repeat(1_250));
    read("(".repeat(5_000));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
