import { describe, expect, it } from "vitest";
import { arriveAt } from "#web/features/workspace/view/arrive-at.ts";
import { parseView } from "#web/features/workspace/view/workspace-view.ts";

const remembered = { bottomTab: "activity", isConsoleOpen: false, mobileTab: "chat" } as const;
const arrive = (query: string) => arriveAt(parseView(new URLSearchParams(query)), remembered);

describe("arriving in the workspace", () => {
  it("by a link to a deployment opens its log, on every screen", () => {
    expect(arrive("branch=main&deployment=d1")).toEqual({
      bottomTab: "build",
      isConsoleOpen: true,
      mobileTab: "console",
    });
  });

  it("by any other link leaves open what was open", () => {
    expect(arrive("branch=main")).toEqual(remembered);
    expect(arrive("branch=main&deployment=d1&tab=code")).toEqual(remembered);
  });
});
