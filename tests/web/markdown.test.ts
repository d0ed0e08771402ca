import { describe, expect, it } from "vitest";
import { latexMarkdown, markdownHtml } from "../../web/rich/markdown";

describe("Markdown with formulas", () => {
  it("has headings, lists and tables", async () => {
    const html = await markdownHtml("# One\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n");
    expect(html).toContain("<h1>One</h1>");
    expect(html).toContain("<li>a</li>");
    expect(html).toContain("<td>1</td>");
  });

  it("makes MathML of TeX, in a line and by itself", async () => {
    const html = await markdownHtml(
      "Loss $L = \\frac{1}{n}\\sum_i e_i^2$ and\n\n$$w_1 * x_1 * 2$$\n",
    );
    expect(html.match(/<math/g)).toHaveLength(2);
    expect(html).toContain('display="block"');
    expect(html).toContain("<mfrac>");
    expect(html).not.toContain("<em>");
    expect(html).not.toContain("\u{e000}");
  });

  it("leaves money, code and unreadable formulas readable", async () => {
    const html = await markdownHtml("It costs $5 and $6. `$x$` stays.");
    expect(html).not.toContain("<math");
    expect(html).toContain("<code>$x$</code>");
    expect(await markdownHtml("$\\frac{1}$")).toContain("frac");
  });

  it("takes bare TeX as a formula", () => {
    expect(latexMarkdown("x^2")).toBe("$$x^2$$");
    expect(latexMarkdown("$x^2$")).toBe("$x^2$");
  });
});
