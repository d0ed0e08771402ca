/** Where the site's scripts are imported from. A page in one file has them in its memory. */

type Find = (address: string) => string;

let find: Find = (address) => address;

/** What to import for a script that a site would have at this address. */
export function scriptAddress(address: string): string {
  return find(address);
}

export function findScriptsBy(other: Find): void {
  find = other;
}
