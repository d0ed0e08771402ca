/** What the page says to its service worker. */

export type ToServiceWorker =
  /** The version that waits becomes the one in force. */
  | { type: "take-over" }
  /** Keep the page, Python and these addresses; the answer comes by the port that is sent along. */
  | { type: "keep"; used: string[] };

export interface KeepReply {
  /** Names that could not be kept; null where the browser keeps nothing at all. */
  missing: string[] | null;
}
