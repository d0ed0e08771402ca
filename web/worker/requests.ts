/** Questions to the worker that are still without an answer. */
import type { PageMessage, Replies, RequestType } from "../protocol";

export class Requests {
  private readonly open = new Map<number, (value: Replies[RequestType] | null) => void>();
  private last = 0;

  ask<T extends RequestType>(
    type: T,
    fields: Record<string, unknown>,
    send: (message: PageMessage) => void,
  ): Promise<Replies[T] | null> {
    return new Promise((resolve) => {
      const id = ++this.last;
      this.open.set(id, resolve as (value: Replies[RequestType] | null) => void);
      send({ ...fields, type, id } as PageMessage);
    });
  }

  answer(id: number, value: Replies[RequestType]): void {
    this.open.get(id)?.(value);
    this.open.delete(id);
  }

  /** The worker has ended: nobody will answer. */
  dropAll(): void {
    for (const resolve of this.open.values()) resolve(null);
    this.open.clear();
  }
}
