/** What is loaded when a program uses it, and how that shows. */

export type Late = "Pillow" | "matplotlib";

/** Names of modules, and what people call what they come with. */
export const MODULES: Readonly<Record<string, Late>> = {
  PIL: "Pillow",
  matplotlib: "matplotlib",
  mpl_toolkits: "matplotlib",
};
/** Ways to need them that the text of a program shows; others are found when Python misses one. */
export const NEEDS: readonly [Late, RegExp][] = [
  ["matplotlib", /^\s*(?:import|from)\s+(?:matplotlib|mpl_toolkits)\b/m],
  [
    "Pillow",
    /^\s*(?:import|from)\s+PIL\b|\b(?:load_img|save_img|array_to_img|image_dataset_from_directory)\b/m,
  ],
];
