/** Titles and descriptions of the gallery in other languages; the English ones are in its list. */
import type { Example, ExampleId, GroupName } from "../examples/list";
import { textOr } from "./tables";
import type { Table } from "./types";

export type ExampleTexts = Readonly<Record<ExampleId, readonly [title: string, about: string]>>;
export type GroupTexts = Readonly<Record<GroupName, string>>;

/** In the form of the other texts. */
export function exampleTable(examples: ExampleTexts, groups: GroupTexts): Table {
  return Object.fromEntries([
    ...Object.entries(examples).flatMap(([id, [title, about]]) => [
      [`example.${id}`, title],
      [`example.${id}.about`, about],
    ]),
    ...Object.entries(groups).map(([name, text]) => [`group.${name}`, text]),
  ]);
}

export function exampleTitle({ id, title }: Pick<Example, "id" | "title">): string {
  return textOr(`example.${id}`, title);
}

export function exampleAbout({ id, description }: Example): string {
  return textOr(`example.${id}.about`, description);
}

export function groupTitle(name: string): string {
  return textOr(`group.${name}`, name);
}
