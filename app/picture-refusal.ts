/** What `?refused=` says after a picture was posted. Only these: the address can't put other words on the page. */
import { refusals, type RefusalCode } from "#lib/errors.ts"
import type { SearchParams } from "./flash-texts.ts"

const told: RefusalCode[] = [
  "picture-missing",
  "picture-too-large",
  "picture-too-many-pixels",
  "picture-kind",
  "picture-unreadable",
  "picture-locked",
  "pictures-busy",
  "not-permitted",
  "outranked",
  "archived",
  "busy",
]

const failed = "Something went wrong on our side. Nothing was changed; try again."

/** The sentence to stand beside the field, or null. */
export async function readPictureRefusal(searchParams: SearchParams): Promise<string | null> {
  const { refused } = await searchParams
  if (refused === "failed") return failed
  const code = told.find((each) => each === refused)
  return code ? refusals[code] : null
}
