import { useLayoutEffect, useState } from "react"

/**
 * Keeps what was typed into a textarea before the page's scripts had come: taking it over, React puts it back to what the server sent,
 * unless it has no text to compare that with. So it says it has none, until it has been taken over.
 */
export function useKeptTyping(id: string): void {
  useState(() => {
    const element = typeof document === "undefined" ? null : document.getElementById(id)
    if (element) Object.defineProperty(element, "textContent", { value: null, configurable: true })
  })
  useLayoutEffect(() => {
    const element = document.getElementById(id)
    if (element) Reflect.deleteProperty(element, "textContent")
  }, [id])
}
