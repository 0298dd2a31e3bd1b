import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { parseCgiHead, readCgiHead } from "#git-service/http/read-cgi-response.ts";

describe("readCgiHead", () => {
  it("reads status and headers", () => {
    expect(parseCgiHead("Status: 403 Forbidden\r\nContent-Type: text/plain\r\nX: a: b")).toEqual({
      status: 403,
      headers: { "content-type": "text/plain", x: "a: b" },
    });
    expect(parseCgiHead("Content-Type: x").status).toBe(200);
  });

  it("leaves the body whole, however the bytes arrive", async () => {
    const whole = "Content-Type: x\r\n\r\nbody\r\n\r\nrest";
    for (let cut = 1; cut < whole.length; cut += 1) {
      const output = new PassThrough();
      output.write(whole.slice(0, cut));
      setImmediate(() => output.end(whole.slice(cut)));
      expect(await readCgiHead(output)).toEqual({ status: 200, headers: { "content-type": "x" } });
      expect(await text(output)).toBe("body\r\n\r\nrest");
    }
  });

  it("answers null when the stream ends before, or never comes to the point", async () => {
    const ended = new PassThrough();
    ended.end("Content-Type: x\r\n");
    expect(await readCgiHead(ended)).toBeNull();
    const endless = new PassThrough();
    endless.write("x".repeat(70_000));
    expect(await readCgiHead(endless)).toBeNull();
  });
});
