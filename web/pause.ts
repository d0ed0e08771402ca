/**
 * Lets the browser do what waits between two parts of the page: a worker's start needs this thread
 * twice, and Python's is the longest way that the page has to go.
 */
export function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}
