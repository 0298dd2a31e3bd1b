import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysePrompt } from "#orchestrator/providers/demo/analysis/analyse-prompt.ts";
import { contrastWithWhite } from "#orchestrator/providers/demo/analysis/colours.ts";
import { toColumn } from "#orchestrator/providers/demo/analysis/words.ts";
import { writeTables } from "#orchestrator/providers/demo/writing/write-migration.ts";

const summarise = (prompt: string) => {
  const app = analysePrompt(prompt);
  return app && `${app.name}: ${app.menuOrder.join(", ")}`;
};

describe("analysePrompt", () => {
  it.each([
    [
      "A booking tool for a dog groomer: customers, their dogs, appointments",
      "Dog Groomer Booking: customers, dogs, appointments",
    ],
    [
      "Build me a simple CRM for a small sales team with companies, contacts, deals with a pipeline stage and follow up tasks",
      "Sales Team CRM: companies, contacts, deals, followUpTasks",
    ],
    [
      "I'm a freelance designer and I need to send invoices to my clients, track which ones are paid and how many hours I worked on each project",
      "Freelance Designer Invoicing: invoices, clients, projects, timeEntries",
    ],
    ["My recipe box", "Recipe Box: recipes, ingredients, menus"],
    [
      "We lend things to our neighbours and need to know who has what and when it is due back",
      "Lending Desk: items, neighbours, loans",
    ],
    [
      "Ich brauche eine Anwendung für meine Autowerkstatt: Kunden, Fahrzeuge, Reparaturen und Rechnungen",
      "Garage: customers, vehicles, repairs, invoices",
    ],
    [
      "Una aplicación para mi clínica veterinaria con clientes, mascotas, citas y facturas",
      "Vet Clinic: customers, pets, appointments, invoices",
    ],
    ["inventory", "Inventory: products, suppliers, orders"],
    ["🐶🐱 Pet sitting app 🏡 with 🐾 pets, 👤 owners & 📅 stays ❤️", "Pet Sitting: pets, owners, stays"],
    ["clone of Trello", "Task Board: projects, tasks"],
    [
      "Track greenhouse sensors and their readings (temperature, humidity, taken at), plus alerts",
      "Greenhouse Sensors: greenhouseSensors, readings, alerts",
    ],
    [
      "- Hives: location, queen colour\n- Inspections (date, honey frames, notes)",
      "Hives and Inspections: hives, inspections",
    ],
  ])("reads %j", (prompt, expected) => {
    expect(summarise(prompt)).toBe(expected);
  });

  it("takes the name and the colour that were asked for", () => {
    const app = analysePrompt(
      'A platform for our music school called "Allegro": teachers, students, lessons. Make it purple.',
    );
    expect(app).toMatchObject({ name: "Allegro", accent: "#7c3aed" });
  });

  it("ties records to what they belong to", () => {
    const app = analysePrompt("A booking tool for a dog groomer: customers, their dogs, appointments");
    const targets = app?.entities.map(({ collection, fields }) => [
      collection,
      fields.flatMap(({ target }) => target ?? []),
    ]);
    expect(targets).toEqual([
      ["customers", []],
      ["dogs", ["customers"]],
      ["appointments", ["dogs"]],
    ]);
  });

  it("calls a stage by the name it was given, rather than adding a second status", () => {
    const deal = analysePrompt("Companies and deals with a pipeline stage")?.entities.find(
      ({ noun }) => noun === "deal",
    );
    expect(deal?.fields.filter(({ type }) => type === "choice").map(({ name, label }) => [name, label])).toEqual([
      ["status", "Pipeline stage"],
    ]);
  });

  it.each(["hello", "", "make a tetris game", "???", "你好，请帮我做一个应用"])(
    "finds nothing to keep in %j",
    (prompt) => {
      expect(analysePrompt(prompt)).toBeNull();
    },
  );

  it("tells apart what it will not build", () => {
    expect(analysePrompt("A CRM with contacts, deals and email reminders, and Stripe checkout")?.notBuilt).toEqual([
      "reminders and notifications",
      "online payments",
    ]);
    expect(analysePrompt("Gym: members sign up for classes")?.notBuilt).toEqual([]);
  });
});

const words = fc.constantFrom(
  ...'app for with and of their track manage customers dogs order orders class default user owner owners select table group notes date status price constructor __proto__ toString new 2nd naïve größe 値段 🐶 "; drop-table -- ${x} {{y}} </script> ( ) : , . - \n *'.split(
    " ",
  ),
  "\n- ",
);
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(words, { maxLength: 40 }).map((list) => list.join(" ")),
);
const identifier = /^[a-z][A-Za-z0-9]*$/;

describe("analysePrompt, for any text", () => {
  it("never throws, and names everything so that TypeScript and SQL can be written with it", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const app = analysePrompt(text);
        if (!app) return;
        expect(app.name.trim()).not.toBe("");
        expect(contrastWithWhite(app.accent)).toBeGreaterThanOrEqual(4.5);
        expect(new Set(app.entities.map(({ collection }) => collection)).size).toBe(app.entities.length);
        expect(new Set(app.entities.map(({ typeName }) => typeName)).size).toBe(app.entities.length);
        for (const entity of app.entities) {
          expect(entity.collection).toMatch(identifier);
          expect(entity.typeName).toMatch(/^[A-Z][A-Za-z0-9]*$/);
          expect(`${entity.file} ${entity.path}`).toMatch(/^[a-z0-9-]+ [a-z0-9-]+$/);
          expect(entity.fields.map(({ name }) => name)).toContain(entity.titleField);
          const columns = [
            "id",
            "owner_id",
            "created_at",
            "updated_at",
            ...entity.fields.map(({ name }) => toColumn(name)),
          ];
          expect(new Set(columns).size).toBe(columns.length);
          for (const { name } of entity.fields) expect(name).toMatch(identifier);
          expect(app.menuOrder).toEqual(expect.arrayContaining(entity.fields.flatMap(({ target }) => target ?? [])));
        }
        expect(writeTables(app.entities)).not.toMatch(/undefined|\[object/);
      }),
      { numRuns: 400 },
    );
  });

  it("answers the same app for the same text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(analysePrompt(text)).toEqual(analysePrompt(text));
      }),
      { numRuns: 50 },
    );
  });

  it("reads 5,000 and 100,000 characters in no time", () => {
    const start = performance.now();
    analysePrompt("We keep customers (name, email), their orders, and everything, and so on; ".repeat(70));
    analysePrompt("a".repeat(100_000));
    analysePrompt("((((".repeat(20_000));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
