/** All charts as one PNG picture. */
import { metricTitle } from "./numbers";
import type { MetricPlot } from "./plot";

const MARGIN = 16;
const TITLE = 28;

export async function chartPicture(
  plots: readonly MetricPlot[],
  caption: string,
): Promise<Blob | null> {
  const parts = plots.flatMap(({ canvas, name }) => (canvas ? [{ canvas, name }] : []));
  if (parts.length === 0) return null;
  const scale = window.devicePixelRatio || 1;
  const style = getComputedStyle(document.body);
  const sheet = document.createElement("canvas");
  const widest = Math.max(...parts.map(({ canvas }) => canvas.width));
  const tall = parts.reduce((sum, { canvas }) => sum + canvas.height + TITLE * scale, 0);
  sheet.width = widest + 2 * MARGIN * scale;
  sheet.height = tall + (2 * MARGIN + TITLE) * scale;
  const pen = sheet.getContext("2d");
  if (!pen) return null;
  pen.fillStyle = getComputedStyle(
    document.getElementById("chart-panel") ?? document.body,
  ).backgroundColor;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.fillStyle = style.color;
  pen.font = `600 ${14 * scale}px ${style.fontFamily}`;
  let top = MARGIN * scale;
  for (const { canvas, name } of parts) {
    pen.fillText(metricTitle(name), MARGIN * scale, top + 16 * scale);
    top += TITLE * scale;
    pen.drawImage(canvas, MARGIN * scale, top);
    top += canvas.height;
  }
  pen.font = `${12 * scale}px ${style.fontFamily}`;
  pen.fillText(caption, MARGIN * scale, top + 20 * scale);
  return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
}
