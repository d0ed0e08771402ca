/** The lines in which two texts differ, so that cursor and folds stay where nothing changed. */

export interface Change {
  from: number;
  to: number;
  insert: string;
}

/** Longer texts are compared only from their ends. */
const MOST = 2_000;

export function changedLines(before: string, after: string): Change[] {
  // A last line that only gets its end is not another line: the cursor in it stays.
  if (before !== "" && !before.endsWith("\n") && after.endsWith("\n")) {
    const end = { from: before.length, to: before.length, insert: "\n" };
    return [...changedLines(before, after.slice(0, -1)), end];
  }
  const a = withEnds(before);
  const b = withEnds(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end))
    end++;
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  const offset = a.slice(0, start).join("").length;
  if (middleA.length > MOST || middleB.length > MOST) {
    return change(offset, middleA, middleB);
  }
  return differences(middleA, middleB, offset);
}

function withEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Without what both begin and end with: a cursor there is not moved. */
function change(from: number, old: string[], next: string[]): Change[] {
  const [before, after] = [old.join(""), next.join("")];
  if (before === after) return [];
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  const least = Math.min(before.length, after.length) - start;
  let end = 0;
  while (end < least && before.at(-1 - end) === after.at(-1 - end)) end++;
  const insert = after.slice(start, after.length - end);
  return [{ from: from + start, to: from + before.length - end, insert }];
}

/** By the longest common subsequence of lines. */
function differences(a: string[], b: string[], offset: number): Change[] {
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [oldStart, newStart] = [i, j];
    const from = offset;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) break;
      const skipOld = common[(i + 1) * width + j] ?? 0;
      const skipNew = common[i * width + j + 1] ?? 0;
      if (j >= b.length || (i < a.length && skipOld >= skipNew)) offset += a[i++]?.length ?? 0;
      else j++;
    }
    changes.push(...change(from, a.slice(oldStart, i), b.slice(newStart, j)));
    while (i < a.length && j < b.length && a[i] === b[j]) {
      offset += a[i]?.length ?? 0;
      i++;
      j++;
    }
  }
  return changes;
}
