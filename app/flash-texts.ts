/** What `?ok=` says after an action. Only these: the address can't put other words on the page. */
const texts: Record<string, string> = {
  "user-created": "User added. The mail with the temporary password is on its way.",
  "user-suspended": "Suspended. Their sessions have ended.",
  "user-activated": "Activated. They can sign in again.",
  "code-sent": "A new code is on its way.",
  "signed-out": "You are signed out.",
}

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

export async function readFlash(searchParams: SearchParams): Promise<string | null> {
  const { ok } = await searchParams
  return typeof ok === "string" && Object.hasOwn(texts, ok) ? texts[ok]! : null
}
