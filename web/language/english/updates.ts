/** A newer version of the page, which is offered when it is here. */
export const updates = {
  update: "New version",
  "update.here":
    "A new version is here. Reload when you like: your text stays, Python starts anew.",
  "update.busy": "A new version is here. Reload when your program has ended.",
  "update.reload": "Reload",
} as const;
