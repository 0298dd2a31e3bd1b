import { describe, expect, it } from "vitest";
import { checkSubmodules } from "#git-service/push/check-submodules.ts";

const file = (path: string, url: string, more = "") => `[submodule "x"]\n\tpath = ${path}\n\turl = ${url}\n${more}`;

describe("A20: submodules", () => {
  it.each([
    [file("sub\rx", "https://example.com/x.git"), "control character"],
    [file('"sub\r"', "https://example.com/x.git"), "control character"],
    [file("../up", "https://example.com/x.git"), "path"],
    [file(".git/modules", "https://example.com/x.git"), "path"],
    [file("/abs", "https://example.com/x.git"), "path"],
    [file("sub", "ext::sh -c id"), "address"],
    [file("sub", "file:///etc"), "address"],
    [file("sub", "/srv/git/other.git"), "address"],
    [file("sub", "-u./payload"), "address"],
    [file("sub", "ssh://-oProxyCommand=id/x"), "address"],
    [file("sub", "https://example.com/x.git", "\tupdate = !touch canary\n"), "program"],
    ['[submodule "x"]\n\tURL=ext::id\n', "address"],
    ['[submodule "x"] url = ext::id\n', "address"],
    ['[submodule "x"] path = ".g"it\n', "path"],
    ['[submodule "x"]\n\tpath = .g\\\nit\n', "path"],
  ])("refuses %j", (content, reason) => {
    expect(checkSubmodules(content)).toContain(reason);
  });

  it.each([
    file("libs/ui", "https://example.com/ui.git"),
    file("libs/ui", "git@example.com:team/ui.git"),
    file("libs/ui", "ssh://git@example.com/ui.git"),
    file("libs/ui", "../ui.git"),
    file("libs/ui", "https://example.com/ui.git").replaceAll("\n", "\r\n"),
    "",
  ])("lets %j pass", (content) => {
    expect(checkSubmodules(content)).toBeNull();
  });
});
