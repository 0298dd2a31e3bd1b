import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFaultLedger } from "#orchestrator/runs/create-fault-ledger.ts";
import { fail, succeed } from "#orchestrator/tools/tool.ts";

const malformed = fail("Could not read", "not valid", "malformed");
const refused = fail("Not accepted", "the build failed", "step");
const fine = succeed("Read", "content");
let number = 0;
const call = (tool = "read_file") => ({ tool, arguments: `{"path": "${(number += 1)}"}` });

describe("A10: the ledger of faults", () => {
  test("gives so many faults in a row back, and no more", () => {
    const ledger = createFaultLedger(2);
    for (let round = 0; round < 2; round += 1) {
      ledger.note(call(), malformed, false);
      expect(() => ledger.endAnswer()).not.toThrow();
    }
    ledger.note(call(), malformed, false);
    expect(() => ledger.endAnswer()).toThrow(/did not get past this in 3 tries: Could not read/);
  });

  test("counts an answer once, however many of its calls were at fault", () => {
    const ledger = createFaultLedger(2);
    for (let round = 0; round < 5; round += 1) ledger.note(call(), malformed, false);
    expect(() => ledger.endAnswer()).not.toThrow();
  });

  test("forgets faults after an answer without one, but not refused steps before a commit", () => {
    const ledger = createFaultLedger(2);
    const refuse = () => {
      ledger.note(call("finish_step"), refused, false);
      ledger.endAnswer();
      ledger.note(call("edit_file"), fine, true);
      ledger.endAnswer();
    };
    refuse();
    refuse();
    expect(refuse).toThrow(/3 tries: Not accepted/);
  });

  test("a commit forgives everything", () => {
    const ledger = createFaultLedger(2);
    for (let round = 0; round < 10; round += 1) {
      ledger.note(call("finish_step"), refused, false);
      ledger.endAnswer();
      ledger.note(call("finish_step"), refused, false);
      ledger.endAnswer();
      ledger.reset();
    }
    expect(() => ledger.endAnswer()).not.toThrow();
  });

  test("warns of a call that comes to the same again, unless files changed in between", () => {
    const ledger = createFaultLedger(2);
    const same = { tool: "run_checks", arguments: "{}" };
    expect(ledger.note(same, fine, false).isError).toBe(false);
    expect(ledger.note(same, fine, false).isError).toBe(false);
    expect(ledger.note(same, fine, false)).toMatchObject({
      isError: true,
      content: expect.stringContaining("several times"),
    });
    expect(ledger.note(call("edit_file"), fine, true).isError).toBe(false);
    expect(ledger.note(same, fine, false).isError).toBe(false);
  });

  test("lets a model look at the same file four times, and warns it at the fifth", () => {
    const ledger = createFaultLedger(2);
    const look = () => ledger.note({ tool: "read_file", arguments: '{"path": "a"}' }, fine, false).isError;
    expect([look(), look(), look(), look(), look()]).toEqual([false, false, false, false, true]);
  });

  test("ends any endless loop of a few calls, whether they change files or not", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.boolean(), (length, hasChanged) => {
        const ledger = createFaultLedger(2);
        const loop = () => {
          for (let round = 0; round < 200; round += 1) {
            ledger.note({ tool: "edit_file", arguments: `${round % length}` }, fine, hasChanged);
            ledger.endAnswer();
          }
        };
        expect(loop).toThrow(/Repeated edit_file/);
      }),
    );
  });
});
