/** A bot's answers: Markdown to HTML that can do nothing but be read (CommonMark, raw HTML shown as text, no pictures). */
import markdownIt from "markdown-it"

// Links to javascript:, data: and the like are left as text by markdown-it itself.
const renderer = markdownIt({ html: false, linkify: true, breaks: true }).disable("image")

renderer.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]!.attrSet("rel", "noopener noreferrer nofollow")
  tokens[index]!.attrSet("target", "_blank")
  return self.renderToken(tokens, index, options)
}

/** The Markdown as HTML, safe to be put into a page. */
export const toHtml = (markdown: string): string => renderer.render(markdown)
