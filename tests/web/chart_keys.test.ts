import { describe, expect, test, vi } from "vitest";
import { type KeyedPlot, listenToKeys } from "../../web/chart/keys";

vi.mock("../../web/dom", () => ({ announce: () => undefined }));

class Curve implements KeyedPlot {
  at: number | null = null;
  part: [number, number] | null = null;
  readonly points = Array.from({ length: 81 }, (_, index) => index / 10);

  times = () => this.points;
  index = () => this.at;
  sight = (): [number, number] => this.part ?? [0, 8];
  end = () => 8;
  goTo = (time: number) => {
    this.at = this.points.indexOf(time);
  };
  look = (range: [number, number] | null) => {
    this.part = range;
  };
}

function keyed(): { curve: Curve; press: (...keys: string[]) => void } {
  const curve = new Curve();
  let listener: (event: KeyboardEvent) => void = () => undefined;
  const place = { addEventListener: (_: string, added: typeof listener) => (listener = added) };
  listenToKeys(place as unknown as HTMLElement, curve);
  const press = (...keys: string[]): void => {
    for (const name of keys) {
      const shiftKey = name.startsWith("Shift+");
      const key = name.replace("Shift+", "");
      listener({ key, shiftKey, preventDefault: () => undefined } as unknown as KeyboardEvent);
    }
  };
  return { curve, press };
}

describe("a curve by keyboard", () => {
  test("the arrows go along it and stop at its ends", () => {
    const { curve, press } = keyed();
    press("ArrowRight");
    expect(curve.at).toBe(1);
    press("ArrowRight", "ArrowLeft");
    expect(curve.at).toBe(1);
    press("End", "ArrowRight");
    expect(curve.at).toBe(80);
    press("Home", "ArrowLeft");
    expect(curve.at).toBe(0);
  });

  test("plus looks closer at the place, minus and 0 come back", () => {
    const { curve, press } = keyed();
    press("End", "+", "+");
    const [left, right] = curve.sight();
    expect(right).toBe(8);
    expect(left).toBeCloseTo(8 - 8 / 1.6 ** 2);
    press("-", "-");
    expect(curve.part).toBeNull();
    press("+", "0");
    expect(curve.part).toBeNull();
  });

  test("with Shift the part in sight moves and stays inside the run", () => {
    const { curve, press } = keyed();
    press("+", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft");
    expect(curve.part?.[0]).toBe(0);
    press("Shift+ArrowRight");
    expect(curve.part?.[0]).toBeCloseTo(5 / 4);
    press("Home");
    expect(curve.points[curve.at ?? 0]).toBeGreaterThanOrEqual(5 / 4);
  });
});
