import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deriveProjectName, numberName } from "#web/lib/projects/derive-project-name.ts";

describe("the name of a project comes from its prompt", () => {
  test.each([
    ["A booking tool for a dog groomer: customers, their dogs, appointments", "Booking tool for a dog groomer"],
    ["Build me a repair tracker with customers and bikes", "Repair tracker"],
    ["Could you please create an invoice app that sends reminders?", "Invoice app"],
    ["I want to build a recipe box, simple", "Recipe box"],
    ["please make the guest list", "Guest list"],
    ["todo", "Todo"],
    ["Une boîte à recettes", "Une boîte à recettes"],
    ["", ""],
    ["   \n ", ""],
  ])("%j is called %j", (prompt, name) => {
    expect(deriveProjectName(prompt)).toBe(name);
  });

  test("a long one is cut between words and does not end in a small one", () => {
    const name = deriveProjectName("An extremely thorough inventory management system for the workshop of my uncle");
    expect(name).toBe("Extremely thorough inventory management");
  });

  test("any prompt gives a name a project may have, or none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (prompt) => {
        const name = deriveProjectName(prompt);
        expect(name.length).toBeLessThanOrEqual(60);
        expect(name).toBe(name.trim());
      }),
    );
  });
});

describe("a taken name gets a number", () => {
  test("from the second on", () => {
    expect([1, 2, 3].map((number) => numberName("Shop", number))).toEqual(["Shop", "Shop 2", "Shop 3"]);
  });
  test("and stays within the 60 characters of a name", () => {
    expect(numberName("x".repeat(60), 12)).toHaveLength(60);
  });
});
