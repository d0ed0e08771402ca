/** Links that were opened, and the note about them. The Share dialog's texts are loaded with it. */
export const links = {
  "link.came": "{title} came with a link and has not run yet.",
  "link.came.copy":
    "{title} came with a link and has not run yet. You changed it here before: {copy}.",
  "link.copy": "Open your copy",
  "link.said": "{title} came with a link. Nothing has run.",
  "link.untitled": "A shared program",
  "link.copied": "Saved. Link copied.",
  "link.model": "The one that came with the program. {what}",
} as const;
