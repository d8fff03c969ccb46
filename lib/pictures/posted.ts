/**
 * The route that a form with a picture posts to: a plain form, the same with and without JavaScript. No server action, because those
 * answer a long body with an empty page.
 */
import type { Actor } from "#lib/access/actor.ts"
import { currentActor, pageOfStage } from "#lib/auth/session.ts"
import { NotFound, NotSignedIn, Refused } from "#lib/errors.ts"
import { log } from "#lib/log.ts"
import { isSameOrigin } from "#lib/server/same-origin.ts"
import { settings } from "#lib/settings.ts"
import { whileRoom } from "./turns.ts"
import { readPicture } from "./upload.ts"

/** `form`: the address at which the form stands, also after a refusal, which it then says beside the field. `done`: where it leads to else. */
type Places = { form: string; done: string }

/**
 * Runs `work` with the posted picture as the signed-in person; `work` itself names the permission, in change(). 403 for any other
 * origin than ours, by whose cookie this acts; else always 303 to a page.
 */
export async function answerUpload(
  request: Request,
  { form, done }: Places,
  work: (actor: Actor, picture: Buffer) => Promise<void>,
): Promise<Response> {
  if (!isSameOrigin(request.headers, settings().authUrl))
    return new Response("Only pages of this origin may post here.\n", { status: 403 })
  try {
    const actor = await currentActor()
    if (!actor) throw new NotSignedIn()
    if (actor.stage !== "full") return seeOther(pageOfStage(actor.stage))
    await work(actor, await whileRoom(actor.user.id, () => readPicture(request)))
    return seeOther(done)
  } catch (error) {
    if (error instanceof NotSignedIn) return seeOther("/sign-in")
    if (error instanceof NotFound) return seeOther("/missing")
    if (!(error instanceof Refused)) log.error({ err: error }, "an upload failed")
    const code = error instanceof Refused ? error.code : "failed"
    return seeOther(`${form}${form.includes("?") ? "&" : "?"}refused=${code}`)
  }
}

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } })
