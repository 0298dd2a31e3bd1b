import { expect, test } from "vitest";
import { composeClone } from "#web/features/workspace/dialogs/compose-clone.ts";

const cloneUrl = "http://localhost:3000/git/ada/dog-groomer.git";

test("the command is the one to type", () => {
  expect(composeClone({ cloneUrl, token: null, branch: null })).toBe(`git clone ${cloneUrl}`);
  expect(composeClone({ cloneUrl, token: "lc_w_abc", branch: "letscode/dogs-1" })).toBe(
    "git clone --branch letscode/dogs-1 http://git:lc_w_abc@localhost:3000/git/ada/dog-groomer.git",
  );
});

test("A21: nothing in it can leave its word in a shell", () => {
  const command = composeClone({ cloneUrl, token: "a b/c@d'$(id)", branch: "x'; id;'" });
  expect(command).toContain("--branch 'x'\\''; id;'\\'''");
  expect(command).toContain("a%20b%2Fc%40d");
  expect(command).not.toContain("@d'$(id)");
});
