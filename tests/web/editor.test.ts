import { python } from "@codemirror/lang-python";
import { EditorState } from "@codemirror/state";
import { describe, expect, test } from "vitest";
import { resultFromReply } from "../../web/editor/completion";
import { openBracket, placeOf } from "../../web/editor/signature";
import { codeAtCursor } from "../../web/editor/statement";
import { wayOf } from "../../web/output/way";

const PROGRAM = "x = 1\n\nfor i in range(3):\n    print(i)\n\n# done\nmodel.fit(\n    x,\n)\n";

function at(text: string): ReturnType<typeof codeAtCursor> {
  const anchor = PROGRAM.indexOf(text);
  return codeAtCursor(
    EditorState.create({ doc: PROGRAM, selection: { anchor }, extensions: python() }),
  );
}

describe("Shift-Enter", () => {
  test("runs the whole statement around the cursor and goes on to the next", () => {
    expect(at("print").code).toBe("for i in range(3):\n    print(i)");
    expect(at("for").next).toBe(PROGRAM.indexOf("# done"));
    expect(at("x,").code).toBe("model.fit(\n    x,\n)");
  });

  test("steps over comments", () => {
    expect(at("# done")).toEqual({ code: "", next: PROGRAM.indexOf("model") });
  });

  test("runs the selection as it is", () => {
    const state = EditorState.create({ doc: PROGRAM, selection: { anchor: 0, head: 5 } });
    expect(codeAtCursor(state)).toEqual({ code: "x = 1", next: null });
  });
});

describe("the call being typed", () => {
  test.each([
    ["Dense(", 5],
    ["Dense(8, act", 5],
    ["f(g(1), ", 1],
    ["f([1, (2", -1],
    ["x = 1", -1],
    ["(1, ", -1],
  ])("in %j starts at %i", (text, place) => {
    expect(openBracket(text, text.length)).toBe(place);
  });
});

describe("completion from the session", () => {
  test("keeps the session's order", () => {
    const items = ["fit", "evaluate"].map((label) => ({
      label,
      kind: "function" as const,
      detail: "",
    }));
    const result = resultFromReply({ from: 6, items });
    expect(result?.from).toBe(6);
    expect(result?.options.map(({ boost }) => boost)).toEqual([-0, -1]);
  });

  test("says nothing where nothing fits", () => {
    expect(resultFromReply({ from: 0, items: [] })).toBeNull();
  });
});

describe("the way to an error", () => {
  test("is shown without heading and message", () => {
    const traceback =
      'Traceback (most recent call last):\n  File "a.py", line 2, in <module>\n    f()\nValueError: no';
    expect(wayOf({ name: "ValueError", traceback })).toEqual([
      '  File "a.py", line 2, in <module>',
      "    f()",
    ]);
  });

  test("also where the error has the name of its module", () => {
    const traceback =
      'Traceback (most recent call last):\n  File "a.py", line 2\n    f()\np_vision.errors.ShapeError: no:\nnever';
    expect(wayOf({ name: "ShapeError", traceback })).toEqual(['  File "a.py", line 2', "    f()"]);
  });
});

test.each([
  ["units", "(units, activation=None)", 1],
  ["activation", "(units, activation=None)", 8],
  ["*args", "(*args, sep=' ')", 1],
  ["**kwargs", "(*args, **kwargs)", 8],
  ["/", "(x, /)", -1],
  ["", "(x)", -1],
])("the parameter %j of %j stands at %d", (parameter, signature, at) => {
  expect(placeOf(parameter, signature)).toBe(at);
});
