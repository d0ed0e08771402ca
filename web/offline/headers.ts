/**
 * Headers of what the service worker answers. They are the server's own; where it sends none, those
 * that make the page cross-origin isolated are added: Stop then works on any file server.
 */

/** What is added where the server is silent; the policy is the build's. */
const ADDED: Record<string, string> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
};
/** The page that others show in a frame. */
const FRAMED = "embed.html";
/** What still holds when the bytes come from this browser: nothing about packing and keeping. */
const KEPT = [
  "Content-Type",
  "Content-Security-Policy",
  "Referrer-Policy",
  "X-Content-Type-Options",
  ...Object.keys(ADDED),
];

/** The policy of a site whose server sends none. */
export function addPolicy(policy: string): void {
  if (policy !== "") ADDED["Content-Security-Policy"] = policy;
}

function complete(headers: Headers, name: string): void {
  for (const [header, value] of Object.entries(ADDED)) {
    if (headers.has(header)) continue;
    const shared = name === FRAMED && header === "Cross-Origin-Resource-Policy";
    headers.set(header, shared ? "cross-origin" : value);
  }
}

export function keptHeaders(sent: Headers, name: string): Headers {
  const headers = new Headers();
  for (const header of KEPT) {
    const value = sent.get(header);
    if (value !== null) headers.set(header, value);
  }
  complete(headers, name);
  return headers;
}

/** An answer of the server that is passed on. */
export function isolated(response: Response, name: string): Response {
  const whole = Object.keys(ADDED).every((header) => response.headers.has(header));
  if (whole || response.type === "opaqueredirect" || response.status === 304) return response;
  const headers = new Headers(response.headers);
  complete(headers, name);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
