import { answerUpload } from "#lib/pictures/posted.ts"
import { setOwnPicture } from "#lib/pictures/user-picture.ts"

/** One's own picture. */
export async function POST(request: Request): Promise<Response> {
  return answerUpload(request, { form: "/account", done: "/account?ok=picture-saved" }, setOwnPicture)
}
