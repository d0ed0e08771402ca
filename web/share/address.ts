/** Addresses of this site, wherever it is served. */

let site: string | null = null;

/** A page in one file leads to the site that made it. */
export function leadTo(address: string): void {
  site = address;
}

/** The page's own address without question and fragment, ending in "/" or a file name. */
export function pageAddress(location: Pick<Location, "origin" | "pathname">): string {
  if (site !== null) return site;
  return location.origin + location.pathname.replace(/(?:index|embed)\.html$/, "");
}

export function embedAddress(location: Pick<Location, "origin" | "pathname">): string {
  return new URL("embed.html", pageAddress(location)).href;
}

/** True for addresses that only the sender's own computer knows. */
export function isOnlyHere(hostname: string): boolean {
  return (
    /^(localhost|127\.|\[?::1\]?$|0\.0\.0\.0)/.test(hostname) || hostname.endsWith(".localhost")
  );
}

/** What to paste into another page. The title is somebody's text: it is written as text. */
export function embedSnippet(address: string, title: string, camera = false): string {
  const safe = title.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const allow = `${camera ? "camera; " : ""}clipboard-write; cross-origin-isolated`;
  return `<iframe src="${address}" title="${safe}" width="100%" height="520" loading="lazy" allow="${allow}"></iframe>`;
}
