/** Pictures of any size as the few pixels that a model takes. */

/** MNIST's digits fill 20 of 28 pixels and have their weight in the middle. */
const FILL = 20 / 28;
const FAINT = 16;

function surface(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser cannot draw.");
  pen.imageSmoothingQuality = "high";
  return pen;
}

/** White on black, one byte a pixel. */
export function grayPixels(source: HTMLCanvasElement, size: number, centred: boolean): Uint8Array {
  const pen = surface(size, size);
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, size, size);
  const box = centred ? inkBox(source) : null;
  if (!box) pen.drawImage(source, 0, 0, size, size);
  else {
    const scale = (size * FILL) / Math.max(box.width, box.height);
    const [width, height] = [box.width * scale, box.height * scale];
    const left = size / 2 - (box.weightX - box.left) * scale;
    const top = size / 2 - (box.weightY - box.top) * scale;
    pen.drawImage(source, box.left, box.top, box.width, box.height, left, top, width, height);
  }
  return channelsOf(pen, size, 1);
}

/** The middle square of a picture, in gray or colour. */
export function squarePixels(
  source: HTMLImageElement | HTMLVideoElement,
  width: number,
  height: number,
  size: number,
  channels: number,
): Uint8Array {
  const pen = surface(size, size);
  const side = Math.min(width, height);
  pen.drawImage(source, (width - side) / 2, (height - side) / 2, side, side, 0, 0, size, size);
  return channelsOf(pen, size, channels);
}

export function toLetters(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(binary);
}

function channelsOf(pen: CanvasRenderingContext2D, size: number, channels: number): Uint8Array {
  const { data } = pen.getImageData(0, 0, size, size);
  const bytes = new Uint8Array(size * size * channels);
  for (let pixel = 0; pixel < size * size; pixel++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(4 * pixel, 4 * pixel + 3);
    if (channels === 1) bytes[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else bytes.set([red, green, blue], 3 * pixel);
  }
  return bytes;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
  weightX: number;
  weightY: number;
}

/** Where the ink is, and its centre of mass; null on an empty pad. */
function inkBox(source: HTMLCanvasElement): Box | null {
  const pen = source.getContext("2d", { willReadFrequently: true });
  if (!pen) return null;
  const { data, width, height } = pen.getImageData(0, 0, source.width, source.height);
  let [left, top, right, bottom, sum, sumX, sumY] = [width, height, -1, -1, 0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const ink = data[4 * (y * width + x)] ?? 0;
      if (ink < FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      sum += ink;
      sumX += ink * (x + 0.5);
      sumY += ink * (y + 0.5);
    }
  }
  if (sum === 0) return null;
  return {
    left,
    top,
    width: right - left + 1,
    height: bottom - top + 1,
    weightX: sumX / sum,
    weightY: sumY / sum,
  };
}
