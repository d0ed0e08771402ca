import { describe, expect, test } from "vitest";
import { runsCsv } from "../../web/chart/csv";
import { Runs } from "../../web/chart/runs";
import { type ProgramFileSystem, ProgramFolder } from "../../web/worker/files";

const tree: Record<string, string[]> = {
  "/home": [".", "..", "b.csv", "a", ".hidden", "__pycache__"],
  "/home/a": [".", "..", "x.png"],
};
const removed: string[] = [];
const system: ProgramFileSystem = {
  cwd: () => "/home",
  readdir: (path) => tree[path] ?? [],
  stat: (path) => ({ mode: path in tree ? 1 : 0, size: path.length }),
  isDir: (mode) => mode === 1,
  readFile: (path) => new TextEncoder().encode(path),
  unlink: (path) => {
    if (path.includes("gone")) throw new Error("no such file");
    removed.push(path);
  },
};

describe("the program's folder", () => {
  test("is listed with its folders, without what is hidden", () => {
    expect(new ProgramFolder(system).list()).toEqual([
      { path: "a/x.png", size: 13 },
      { path: "b.csv", size: 11 },
    ]);
  });

  test("gives files, and forgets them without complaint", () => {
    const folder = new ProgramFolder(system);
    expect(new TextDecoder().decode(folder.read("a/x.png"))).toBe("/home/a/x.png");
    folder.remove("b.csv");
    folder.remove("gone");
    expect(removed).toEqual(["/home/b.csv"]);
  });
});

describe("the chart as CSV", () => {
  test("has a row for each epoch of each run", () => {
    const runs = new Runs();
    const begin = {
      event: "fit_begin",
      model: '=1,"m"',
      backend: "Cpu",
      epochs: 1,
      steps: 2,
    } as const;
    for (const fit of [1, 2]) {
      runs.take({ ...begin, fit, metrics: ["loss"] });
      runs.take({ event: "epoch_end", fit, epoch: 0, logs: { loss: 0.5 * fit }, seconds: 1 });
    }
    expect(runsCsv(runs.list).split("\r\n")).toEqual([
      "run,model,backend,epoch,loss,seconds",
      `1,"'=1,""m""",Cpu,1,0.5,1.000`,
      `2,"'=1,""m""",Cpu,1,1,1.000`,
      "",
    ]);
  });
});
