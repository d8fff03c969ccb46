import { NotFound } from "#lib/errors.ts"
import { findLogo } from "#lib/workspaces/front.ts"
import { noPicture, webpAnswer } from "../../../webp-answer.ts"

type Context = { params: Promise<{ slug: string; logoId: string }> }

/** The logo of a workspace, which stands on its sign-in page: for everybody. 404 for any other than the one in use. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { slug, logoId } = await params
  try {
    return webpAnswer(await findLogo(slug, logoId), "public")
  } catch (error) {
    if (error instanceof NotFound) return noPicture(404)
    throw error
  }
}
