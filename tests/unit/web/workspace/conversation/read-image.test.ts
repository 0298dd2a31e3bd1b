import { expect, test } from "vitest";
import { fitImage, readImage } from "#web/features/workspace/conversation/read-image.ts";

test("an image is scaled to what a model looks at, and never made larger", () => {
  expect(fitImage(4_000, 2_000)).toEqual({ width: 1_568, height: 784 });
  expect(fitImage(300, 5_000)).toEqual({ width: 94, height: 1_568 });
  expect(fitImage(640, 480)).toEqual({ width: 640, height: 480 });
  expect(fitImage(10_000, 1)).toEqual({ width: 1_568, height: 1 });
});

test("a small image is sent as it is", async () => {
  const file = new File([new Uint8Array([1, 2, 3])], " sketch.png ", { type: "image/png" });
  expect(await readImage(file)).toEqual({ name: "sketch.png", mediaType: "image/png", data: "AQID" });
});

test("a file that is no image is refused with what to do", async () => {
  const file = new File(["<svg/>"], "logo.svg", { type: "image/svg+xml" });
  await expect(readImage(file)).rejects.toMatchObject({
    code: "image_refused",
    detail: expect.stringContaining("logo.svg"),
    fix: expect.stringContaining("PNG"),
  });
  const large = new File([new Uint8Array(4 * 1024 * 1024)], "clip.gif", { type: "image/gif" });
  await expect(readImage(large)).rejects.toMatchObject({ detail: expect.stringContaining("3.5 MB") });
});
