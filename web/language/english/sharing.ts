/** The Share dialog. */
export const sharing = {
  "share.link": "Link",
  "share.link.copy": "Copy link",
  "share.copied": "Copied",
  "share.copied.said": "Copied.",
  "share.copy_by_hand": "Press {keys}",
  "share.copy_by_hand.said": "The browser did not allow it. Select the text and copy it.",
  "share.backend": "Also choose {backend}, as on this computer",
  "share.only_here":
    "The page is served from your own computer ({host}): the link opens only there.",
  "share.size": {
    one: "{count} letter; everything is in it.",
    other: "{count} letters; everything is in them.",
  },
  "share.model": "The trained model",
  "share.model.none": "Leave it out: whoever opens the program trains it anew",
  "share.model.offer": "{what} ({size})",
  "share.model.failed": "The model could not be written, so it was left out.",

  "share.way.link":
    "Everything is in the link itself. Nothing leaves this computer; whoever opens it reads the code first and presses Run.",
  "share.way.link.model":
    "Everything is in the link itself. Nothing leaves this computer; whoever opens it sees the model answer at once, and the code runs only when they press Run.",
  "share.way.asking": "Asking this server whether it keeps programs…",
  "share.way.asking.why": {
    one: "With {count} letter, messengers would cut the link. As a file it can be sent in any case.",
    other:
      "With {count} letters, messengers would cut the link. As a file it can be sent in any case.",
  },
  "share.way.preparing": "Writing the trained model…",
  "share.way.offer": "Too long for a link by itself",
  "share.way.offer.why": {
    one: "With {count} letter, messengers would cut the link. This server can keep the program and give you a short one.",
    other:
      "With {count} letters, messengers would cut the link. This server can keep the program and give you a short one.",
  },
  "share.way.privacy":
    "Until {day}, whoever has the link can open it, and those who run this server can read it. It is listed nowhere, and you can delete it earlier in this browser.",
  "share.way.keep": "Keep it on this server",
  "share.way.keeping": "Sending…",
  "share.way.kept":
    "{host} keeps the program until {day}. Whoever has the link can open it; they read the code first and press Run.",
  "share.way.kept.model":
    "{host} keeps the program until {day}. Whoever has the link sees the model answer at once; the code runs only when they press Run.",
  "share.way.file": "Send it as a file",
  "share.way.file.why": {
    one: "With {count} letter, messengers would cut the link, and this page has no server that keeps programs.",
    other:
      "With {count} letters, messengers would cut the link, and this page has no server that keeps programs.",
  },
  "share.way.file.on":
    "Nothing is lost: a page in one file shows the program and its results in every browser.",
  "share.way.save": "Save as a web page",
  "share.way.long": "Copy the long link",
  "share.again": "Try again",
  "share.trouble": "The server could not keep the program just now.",
  "share.trouble.offline": "The server cannot be reached. Are you online?",
  "share.trouble.too_large": "The program is larger than what this server keeps.",
  "share.trouble.too_often": {
    one: "This server has taken many programs from your network. In {count} minute it takes more.",
    other:
      "This server has taken many programs from your network. In {count} minutes it takes more.",
  },
  "share.trouble.full": "There is no room left on this server.",
  "share.delete": "Delete from the server",
  "share.delete.question": "The link then works for nobody.",
  "share.delete.yes": "Delete it",
  "share.delete.no": "Keep it",
  "share.delete.failed": "It was not deleted. {why}",
  "share.deleted": "Deleted. The link no longer works.",
  "share.kept": {
    one: "This server keeps {count} program of yours",
    other: "This server keeps {count} programs of yours",
  },
  "share.kept.until": "until {day}",
  "share.kept.said": "Kept. Here is the short link.",

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

  "share.page.still": "Web page (.html)",
  "share.page.runs": "Web page that runs (.html)",
  "share.page.hint":
    "A web page shows code and results as they are, in every browser. One that runs carries Python with it and needs no network: about {size}.",
  "share.page.packing": "Packing part {done} of {all}…",
  "share.page.saved": "Saved as {name}, {size}.",
  "share.page.failed": "A part of the page could not be fetched. Are you online?",
  "standalone.saved": "Saved from the p_vision playground on {day}.",
  "standalone.runs":
    "Run works here without network: Python is in this file, and nothing leaves it.",
  "standalone.still": "Code and results are as they were; the playground runs the program.",
  "standalone.drop":
    "Code and results are as they were. To run the program, drop this file onto {site}.",
  "standalone.model": "Save its trained model. {what}",
  "standalone.nothing": "The program had not been run when it was saved.",
  "standalone.curve": "Curve of {name}",
} as const;
