/** Counting the markup of XML before any parser sees it: parsers take minutes over what nests or repeats without end. */

// A person in 1,000 groups has some 2,000; metadata has a few dozen, ten levels deep.
const maxParts = 3000
const maxDepth = 50

/** What is skipped whole, and how it ends. */
const sections = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const

/** Has it at most 3,000 elements and attributes, and nests at most 50 deep? In one pass; false also for tags that never end. */
export function isModest(xml: string): boolean {
  let [parts, depth] = [0, 0]
  for (let at = xml.indexOf("<"); at !== -1; at = xml.indexOf("<", at)) {
    const section = sections.find(([start]) => xml.startsWith(start, at))
    const tag = section ? null : endOfTag(xml, at)
    const end = section ? xml.indexOf(section[1], at + section[0].length) : (tag?.end ?? -1)
    if (end === -1) return false
    if (tag && xml[at + 1] === "/") depth -= 1
    else if (tag) {
      parts += 1 + tag.attributes
      if (xml[end - 1] !== "/") depth += 1
    }
    if (parts > maxParts || depth > maxDepth) return false
    at = end + 1
  }
  return true
}

/** Where the tag ends, which a `>` within quotes does not do, and how many values stand in it. */
function endOfTag(xml: string, start: number): { end: number; attributes: number } | null {
  let attributes = 0
  for (let at = start + 1; at < xml.length; at += 1) {
    const character = xml[at]!
    if (character === ">") return { end: at, attributes }
    if (character === "<") return null
    if (character !== '"' && character !== "'") continue
    attributes += 1
    at = xml.indexOf(character, at + 1)
    if (at === -1) return null
  }
  return null
}
