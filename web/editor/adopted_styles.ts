/**
 * CodeMirror writes its styles into a <style> element, which a strict content security policy
 * refuses. Here they go into a constructed style sheet, which the policy allows.
 */
import { StyleModule } from "style-mod";

const sheets = new WeakMap<
  Document | ShadowRoot,
  { sheet: CSSStyleSheet; modules: StyleModule[] }
>();

/** Brings `wanted` into `known` so that later ones take precedence; the rest keeps its order. */
function insertInOrder(known: StyleModule[], wanted: readonly StyleModule[]): boolean {
  let changed = false;
  let before = known.length;
  for (const module of [...wanted].reverse()) {
    let at = known.indexOf(module);
    if (at < 0 || at >= before) {
      if (at >= 0) known.splice(at, 1);
      known.splice(before, 0, module);
      at = before;
      changed = true;
    }
    before = at;
  }
  return changed;
}

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
  if (!insertInOrder(mounted.modules, wanted)) return;
  mounted.sheet.replaceSync(mounted.modules.map((module) => module.getRules()).join("\n"));
}

StyleModule.mount = mountAdopted;
