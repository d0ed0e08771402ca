/** matplotlib, loaded when a program imports it; a site may have been built without. */
import type { PyodideAPI } from "pyodide";
import { PLOTTING_FOLDER } from "./places";

const NEEDS = /^\s*(?:import|from)\s+(?:matplotlib|PIL|seaborn)\b/m;

export class Plotting {
  private loading: Promise<boolean> | null = null;

  constructor(
    private readonly pyodide: PyodideAPI,
    private readonly baseUrl: string,
  ) {}

  isNeeded(code: string): boolean {
    return this.loading === null && NEEDS.test(code);
  }

  /** False where the site has none or the network failed; a later run tries again. */
  load(): Promise<boolean> {
    this.loading ??= this.fetchWheels()
      .catch(() => false)
      .then((loaded) => {
        if (!loaded) this.loading = null;
        return loaded;
      });
    return this.loading;
  }

  private async fetchWheels(): Promise<boolean> {
    const folder = this.baseUrl + PLOTTING_FOLDER;
    const response = await fetch(`${folder}list.json`);
    const names = response.ok ? ((await response.json()) as string[]) : [];
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
