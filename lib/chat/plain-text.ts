/** Markdown as a line of a list or table shows it: whoever wants to see it as it is opens it. */

/** The words without what marks them, in one line. In time that grows with the text alone. */
export const asPlainText = (markdown: string): string =>
  markdown
    .replace(/\[([^[\]]*)\]\([^()\s]*\)/g, "$1")
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+/gm, "")
    .replace(/\*\*|__|~~|`/g, "")
    .replace(/(?<![\w*])[*_](?=\S)|(?<=\S)[*_](?![\w*])/g, "")
    .replace(/\s+/g, " ")
    .trim()
