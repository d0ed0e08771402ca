/** Pillow and matplotlib, loaded when a program uses them; a site may have been built without. */
import type { PyodideAPI } from "pyodide";
import { type Late, MODULES, NEEDS } from "./late_names";
import { PLOTTING_FOLDER } from "./places";

export class Plotting {
  private readonly loading = new Map<Late, Promise<boolean>>();

  constructor(
    private readonly pyodide: PyodideAPI,
    private readonly baseUrl: string,
  ) {}

  /** What a text uses and is not there yet. */
  neededBy(code: string): Late | null {
    if (this.loading.has("matplotlib")) return null;
    const found = NEEDS.find(([name, pattern]) => !this.loading.has(name) && pattern.test(code));
    return found?.[0] ?? null;
  }

  /** What a module that Python misses comes with; null for one that the page does not have. */
  holding(module: string): Late | null {
    return Object.hasOwn(MODULES, module) ? (MODULES[module] ?? null) : null;
  }

  /** False where the site has none or the network failed; a later run tries again. */
  load(what: Late): Promise<boolean> {
    const begun = this.loading.get(what);
    if (begun) return begun;
    const loading = this.fetchWheels(what)
      .catch(() => false)
      .then((loaded) => {
        if (!loaded) this.loading.delete(what);
        return loaded;
      });
    this.loading.set(what, loading);
    return loading;
  }

  private async fetchWheels(what: Late): Promise<boolean> {
    const folder = this.baseUrl + PLOTTING_FOLDER;
    const response = await fetch(`${folder}list.json`);
    const all = response.ok ? ((await response.json()) as string[]) : [];
    // Pillow needs nothing else; matplotlib needs everything.
    const names = what === "Pillow" ? all.filter((name) => name.startsWith("pillow-")) : all;
    if (names.length === 0) return false;
    let failed = false;
    await this.pyodide.loadPackage(
      names.map((name) => new URL(name, folder).href),
      {
        messageCallback: () => undefined,
        errorCallback: () => {
          failed = true;
        },
      },
    );
    return !failed;
  }
}
