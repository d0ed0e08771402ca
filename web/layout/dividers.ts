/** The two bars of the page, and where the shares they set are kept. */

import type { Settings } from "../documents/settings";
import { byId } from "../dom";
import { words } from "../language/text";
import { installDivider } from "./divider";

export function installDividers(
  settings: Settings,
  save: (change: Partial<Pick<Settings, "columns" | "rows">>) => void,
): void {
  const workspace = byId("workspace");
  for (const direction of ["columns", "rows"] as const) {
    installDivider({
      bar: byId(`divider-${direction}`),
      area: direction === "columns" ? workspace : byId("side"),
      direction,
      label: words(`divider.${direction}`),
      value: settings[direction],
      standard: direction === "columns" ? 48 : 48,
      onMove: (value) => workspace.style.setProperty(`--${direction}`, `${value}%`),
      onEnd: (value) => save({ [direction]: value }),
    });
  }
}
