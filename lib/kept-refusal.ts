/** A refusal on its way to the page that answers it. Without JavaScript that page is rendered anew, and may hold the form no more. */
import { currentRequest } from "./log.ts"

/** Keeps what the form of this request was refused with. */
export function keepRefusal(text: string | undefined): void {
  const request = currentRequest().getStore()
  if (request) request.refusal = text
}

/** What the form of this request was refused with; null if none was posted, or all went well. */
export const keptRefusal = (): string | null => currentRequest().getStore()?.refusal ?? null
