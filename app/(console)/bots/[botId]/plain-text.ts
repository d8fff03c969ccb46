/** Markdown without its marks, for a line of a table: whoever wants to see it as it is opens it. */
export const asPlainText = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+/gm, "")
    .replace(/(\*\*|__|`+|~~)(.+?)\1/g, "$2")
    .replace(/\s+/g, " ")
    .trim()
