/** The place of a program's input in the output; what draws it is loaded with the first one. */
import { el } from "../dom";
import type { MimeBundle } from "../protocol";
import type { RunnerControl } from "../runner";

/** `py/p_vision/ui/widget.py` has the same. */
const WIDGET_TYPE = "application/vnd.p_vision.widget+json";

/** Null for results that are no input. */
export function widgetPlace(
  data: MimeBundle,
  runner: RunnerControl,
  onShown: () => void,
): HTMLElement | null {
  const json = data[WIDGET_TYPE];
  if (json === undefined) return null;
  const place = el("div", {});
  void import("./widget").then(({ widgetView }) => {
    const host = {
      ask: (widget: string, message: string) => runner.request("widget", { widget, message }),
      onFree: (listener: () => void) => {
        const leave = runner.on("result", () => {
          leave();
          listener();
        });
      },
    };
    place.append(widgetView(json, host));
    onShown();
  });
  return place;
}
