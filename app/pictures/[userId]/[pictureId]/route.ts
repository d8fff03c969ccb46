import { currentActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { findPicture } from "#lib/pictures/user-picture.ts"
import { noPicture, webpAnswer } from "../../../webp-answer.ts"

type Context = { params: Promise<{ userId: string; pictureId: string }> }

/** A person's picture, for the people of their workspace: 401 for nobody, 404 for anybody else's. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const actor = await currentActor()
  if (actor?.stage !== "full") return noPicture(401)
  const { userId, pictureId } = await params
  try {
    return webpAnswer(await findPicture(actor, userId, pictureId), "private")
  } catch (error) {
    if (error instanceof NotFound) return noPicture(404)
    throw error
  }
}
