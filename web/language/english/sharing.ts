/** The Share dialog. */
export const sharing = {
  "share.lead":
    "The link holds the program itself. Nothing is uploaded; whoever opens it reads the code first and presses Run.",
  "share.link": "Link",
  "share.link.copy": "Copy link",
  "share.copied": "Copied",
  "share.copied.said": "Copied.",
  "share.copy_by_hand": "Press {keys}",
  "share.copy_by_hand.said": "The browser did not allow it. Select the text and copy it.",
  "share.backend": "Also choose {backend}, as on this computer",
  "share.long": {
    one: "This link has {count} letter. Some messengers cut such links: better send the file.",
    other: "This link has {count} letters. Some messengers cut such links: better send the file.",
  },
  "share.only_here":
    "The page is served from your own computer ({host}): the link opens only there.",
  "share.size": {
    one: "{count} letter; everything is in it.",
    other: "{count} letters; everything is in them.",
  },
  "share.qr": "QR code of the link",
  "share.qr.too_long": "The program is too long for a QR code that a camera could read.",
  "share.qr.save": "Save the QR code",
  "share.qr.scan": "Scan to open it",
  "share.qr.larger": "Larger",
  "share.file": "As a file",
  "share.python": "Python (.py)",
  "share.notebook": "Notebook (.ipynb)",
  "share.notebook.open": "Open in the playground",
  "share.page": "Inside another page",
  "share.html": "HTML for another page",
  "share.html.copy": "Copy HTML",
} as const;
