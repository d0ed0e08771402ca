/** The pictures of the gallery's cards, made by tools/example_pictures.py. */

const PICTURES = import.meta.glob<string>("../examples/pictures/*.svg", {
  eager: true,
  query: "?url",
  import: "default",
});

export function examplePicture(id: string): string | undefined {
  return PICTURES[`../examples/pictures/${id}.svg`];
}
