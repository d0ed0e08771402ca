/**
 * CodeMirror writes its styles into a <style> element, which a strict content security policy
 * refuses. Here they go into a constructed style sheet, which the policy allows.
 */
import { StyleModule } from "style-mod";

const sheets = new WeakMap<
  Document | ShadowRoot,
  { sheet: CSSStyleSheet; modules: StyleModule[] }
>();

function mountAdopted(
  root: Document | ShadowRoot,
  modules: StyleModule | readonly StyleModule[],
): void {
  let mounted = sheets.get(root);
  if (!mounted) {
    mounted = { sheet: new CSSStyleSheet(), modules: [] };
    sheets.set(root, mounted);
    root.adoptedStyleSheets = [mounted.sheet, ...root.adoptedStyleSheets];
  }
  const wanted = (Array.isArray(modules) ? modules : [modules]) as StyleModule[];
  const known = mounted.modules;
  if (wanted.every((module) => known.includes(module))) return;
  // Later modules of `wanted` take precedence; those of other editors keep their places before them.
  mounted.modules = [...known.filter((module) => !wanted.includes(module)), ...wanted];
  mounted.sheet.replaceSync(mounted.modules.map((module) => module.getRules()).join("\n"));
}

StyleModule.mount = mountAdopted;
