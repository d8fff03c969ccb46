import { answerUpload } from "#lib/pictures/posted.ts"
import { setPictureOf } from "#lib/pictures/user-picture.ts"

type Context = { params: Promise<{ userId: string }> }

/** The picture of somebody else. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { userId } = await params
  const form = `/users/${encodeURIComponent(userId)}`
  return answerUpload(request, { form, done: `${form}?ok=picture-saved` }, (actor, picture) =>
    setPictureOf(actor, userId, picture),
  )
}
