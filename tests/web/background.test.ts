import { describe, expect, test } from "vitest";
import { Background } from "../../web/bridge/background";

describe("steps in the background", () => {
  test("nothing was begun, something goes on, it is done", async () => {
    const background = new Background();
    expect(background.ended()).toBe(false);
    let done = () => {};
    background.begin(
      () =>
        new Promise<void>((resolve) => {
          done = resolve;
        }),
    );
    expect(background.ended()).toBe(false);
    done();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
    expect(background.ended()).toBe(true);
  });

  test.each([
    () => {
      throw new Error("at once");
    },
    () => Promise.reject(new Error("later")),
  ])("what goes wrong is told to who asks", async (work) => {
    const background = new Background();
    background.begin(work);
    await new Promise((resolve) => setTimeout(resolve));
    expect(() => background.ended()).toThrow(/at once|later/);
  });
});
