import { useLayoutEffect, useState } from "react"

const textAreaOf = (id: string) => {
  const element = document.getElementById(id)
  return element instanceof HTMLTextAreaElement ? element : null
}

/** React puts a textarea back to what the server sent when it takes over; what was typed until then is put in again. */
export function useTypedBefore(id: string): void {
  const [typed] = useState(() => (typeof document === "undefined" ? null : (textAreaOf(id)?.value ?? null)))
  useLayoutEffect(() => {
    const element = textAreaOf(id)
    if (element && typed !== null && element.value !== typed) element.value = typed
  }, [id, typed])
}
