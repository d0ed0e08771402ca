/** Programs and their files, above the code and below it. */
export const programs = {
  "program.mine": "My program",
  "program.change": "Rename or delete this program",
  "program.this": "This program",
  "program.deleted": "A deleted program can be brought back from Recover.",
  "program.file": "Program",

  "file.list": "Files",
  "file.new": "New file",
  "file.change": "Rename or delete",
  "file.change.this": "Rename or delete this file",
  "file.change.named": "Rename or delete {name}",
  "file.main": "The file that Run runs",
  "file.beside": "It lies beside {main}: import it, or read it with open().",
  "file.name.empty": "A file needs a name.",
  "file.name.long": "A name may have {count} letters.",
  "file.name.signs": "Use letters, digits, dots, dashes and underscores.",
  "file.name.taken": "There is a file called {name} already.",

  saved: "Saved in this browser",
  "saved.not": "Not saved: this browser forbids it. Download your text.",
  format: "Format",
  "format.hint": "Bring the code in order ({keys})",
  "format.done": "Formatted",
  "format.same": "It is in order already",
  "format.broken": "Python cannot read this yet, so it was not formatted",
  "format.failed": "The formatter could not be loaded",

  original: "Original",
  download: "Download",

  "editor.label": "Python code. Press Escape, then Tab, to leave the editor.",
  "editor.label.file": "{name}. Press Escape, then Tab, to leave the editor.",
  keys: "Keys",
  "keys.run": "{keys} run",
  "keys.run.part": "{keys} run this line",
  "keys.leave": "{first} then {second} leave the editor",

  "bring.open": "Files for the program",
  "bring.too_large": "{name} is too large for a page: {size}.",
  "bring.here": "{name} ({size}) is here: {code}.",
  "bring.here.now": "{name} ({size}) is here: {code}. It is too large to be kept after this visit.",
} as const;
