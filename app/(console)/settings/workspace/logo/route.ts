import { setLogo } from "#lib/pictures/logo.ts"
import { answerUpload } from "#lib/pictures/posted.ts"

/** The logo of the reader's workspace. */
export async function POST(request: Request): Promise<Response> {
  const form = "/settings/workspace"
  return answerUpload(request, { form, done: `${form}?ok=logo-saved` }, setLogo)
}
