/** A storage area for tests; `broken` makes every call throw, as browsers do when they forbid it. */
export class MemoryArea {
  readonly values = new Map<string, string>();
  broken = false;

  getItem(key: string): string | null {
    this.check();
    return this.values.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.check();
    this.values.set(key, value);
  }

  removeItem(key: string): void {
    this.check();
    this.values.delete(key);
  }

  private check(): void {
    if (this.broken) throw new DOMException("forbidden", "SecurityError");
  }
}
