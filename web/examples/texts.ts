/** The texts of all examples but the first, which comes with the page. */
export const TEXTS = import.meta.glob<string>(["./*.py", "!./mnist_convnet.py"], {
  eager: true,
  query: "?raw",
  import: "default",
});
