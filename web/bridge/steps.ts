/** Training steps on a plan: rows are picked by index and copied from memory to memory. */
import { EngineError } from "./api";
import type { Instance } from "./glue";
import { bytesAt, type PyodideHeap } from "./heap";

export interface Column {
  address: number;
  dtype: string;
  row_shape: number[];
  rows: number;
}

export interface Plan {
  columns: Column[];
  indices_address: number;
  indices_count: number;
  batch: number;
}

const ITEM_BYTES: Record<string, number> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  float16: 2,
  int32: 4,
  uint32: 4,
  float32: 4,
  int64: 8,
  uint64: 8,
  float64: 8,
};
/** Rows shorter than this are copied byte by byte: making a view costs more. */
const SHORT_ROW = 32;

function rowBytes(column: Column): number {
  const item = ITEM_BYTES[column.dtype];
  if (item === undefined) {
    throw new EngineError("bad_attribute", { attribute: "dtype", detail: column.dtype });
  }
  return column.row_shape.reduce((product, length) => product * length, item);
}

/** Copies rows of `size` bytes to the start of `target`, in the order of `indices`. */
export function gatherRows(
  source: Uint8Array,
  target: Uint8Array,
  size: number,
  indices: Int32Array,
): void {
  const rows = size > 0 ? Math.floor(source.length / size) : 0;
  let at = 0;
  for (const index of indices) {
    if (index < 0 || index >= rows) {
      throw new EngineError("index_out_of_range", { index, size: rows });
    }
    const start = index * size;
    if (size <= SHORT_ROW) {
      for (let byte = 0; byte < size; byte++) target[at + byte] = source[start + byte] as number;
    } else {
      target.set(source.subarray(start, start + size), at);
    }
    at += size;
  }
}

/** Runs single steps of one program on the rows of one plan. */
export class StepRunner {
  private readonly plan: Plan;
  private readonly sizes: number[];
  private readonly dtypes: string;

  constructor(
    private readonly instance: Instance,
    private readonly heap: PyodideHeap,
    private readonly program: number,
    private readonly planJson: string,
  ) {
    this.plan = JSON.parse(planJson);
    this.sizes = this.plan.columns.map(rowBytes);
    this.dtypes = this.plan.columns.map((column) => column.dtype).join(",");
  }

  /** Whether it runs this. */
  is(instance: Instance, program: number, planJson: string): boolean {
    return this.instance === instance && this.program === program && this.planJson === planJson;
  }

  /** Step number `step` takes `indices[step * batch : (step + 1) * batch]`. */
  run(step: number): void {
    const { exports, memory } = this.instance;
    this.instance.begin();
    const indices = this.indices(step);
    this.plan.columns.forEach((column, index) => {
      const size = this.sizes[index] as number;
      const nbytes = size * indices.length;
      // Addresses above 2 GiB come as negative numbers.
      const address = exports.staging(index, nbytes) >>> 0;
      const source = bytesAt(this.heap, column.address, size * column.rows);
      gatherRows(source, new Uint8Array(memory.buffer, address, nbytes), size, indices);
    });
    exports.step(this.program, this.dtypes);
  }

  private indices(step: number): Int32Array {
    const { batch, indices_address, indices_count } = this.plan;
    const first = step * batch;
    if (first < 0 || batch < 1 || first + batch > indices_count) {
      const detail = `step ${step} goes past the row numbers`;
      throw new EngineError("bad_attribute", { attribute: "plan", detail });
    }
    return new Int32Array(this.heap._module.HEAPU8.buffer, indices_address + 4 * first, batch);
  }
}
