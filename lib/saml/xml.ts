/** Reading XML of others: strictly, without document types, and with no way to name an element but by its namespace. */
import { DOMParser, onWarningStopParsing, type Element, type Node } from "@xmldom/xmldom"

export type { Element }

/** Bytes; larger documents are refused unread. */
export const maxXmlLength = 1024 * 1024

export const ns = {
  assertion: "urn:oasis:names:tc:SAML:2.0:assertion",
  protocol: "urn:oasis:names:tc:SAML:2.0:protocol",
  metadata: "urn:oasis:names:tc:SAML:2.0:metadata",
  signature: "http://www.w3.org/2000/09/xmldsig#",
} as const

export const bindings = {
  redirect: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect",
  post: "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST",
} as const

/** A document type can name files and addresses to read, or grow without end: to be asked before parsing. */
export const declaresDoctype = (xml: string) => /<!doctype/i.test(xml)

/** The root of a well-formed document, else null: whatever a parser would only warn of counts as an error. Ask isModest before. */
export function parseXml(xml: string): Element | null {
  try {
    return new DOMParser({ onError: onWarningStopParsing, locator: false }).parseFromString(xml, "text/xml")
      .documentElement
  } catch {
    return null
  }
}

function* nodesIn(root: Element): Generator<Node> {
  const waiting: Node[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    for (let child = node.lastChild; child; child = child.previousSibling) waiting.push(child)
  }
}

const isElement = (node: Node): node is Element => node.nodeType === 1

/** The root and every element in it. */
export const elementsIn = (root: Element): Element[] => [...nodesIn(root)].filter(isElement)

/** Comments and processing instructions: one parser joins the text around them, another reads only what stands before. */
export const hasComment = (root: Element): boolean =>
  [...nodesIn(root)].some(({ nodeType }) => nodeType === 8 || nodeType === 7)

export const isNamed = (element: Element, namespace: string, name: string) =>
  element.namespaceURI === namespace && element.localName === name

/** The children of that name, and theirs for each further name. */
export function childrenOf(element: Element, namespace: string, ...path: string[]): Element[] {
  return path.reduce(
    (parents, name) =>
      parents.flatMap((parent) =>
        [...parent.childNodes].filter(isElement).filter((child) => isNamed(child, namespace, name)),
      ),
    [element],
  )
}

/** The whole text in the element, trimmed. */
export const textOf = (element: Element): string => (element.textContent ?? "").trim()

/** Null when the attribute is not there. */
export const attributeOf = (element: Element, name: string): string | null =>
  element.hasAttribute(name) ? element.getAttribute(name) : null
