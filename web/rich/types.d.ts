declare module "temml" {
  const temml: {
    renderToString(
      tex: string,
      options?: { displayMode?: boolean; throwOnError?: boolean },
    ): string;
  };
  export default temml;
}
