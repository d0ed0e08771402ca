/** Links that cannot be opened, and why. */
export const linkProblems = {
  "link.too_long":
    "This link is too long to be a program: {size} million letters. It was not opened.",
  "link.newer": "This link was made by a newer version of this page. Reload the page to get it.",
  "link.empty": "This link does not hold a program. Ask for it again.",
  "link.too_large": "The program in this link is larger than {size} MB. It was not opened.",
  "link.damaged": "This link is damaged: a part of it may be missing. Copy it again as a whole.",
  "link.gone":
    "There is no program at this link: it was deleted, its time is over, or the link is not whole. Ask for it again.",
  "link.offline": "The server that keeps this program cannot be reached. Are you online?",
  "link.trouble": "The server that keeps this program could not send it just now.",
} as const;
