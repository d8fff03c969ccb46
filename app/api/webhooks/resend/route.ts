import { noteReport, verifyReport } from "#lib/email/reports.ts"
import { BadBody, readText } from "#lib/request-body.ts"
import { settings } from "#lib/settings.ts"

/**
 * What Resend reports of mails. 404 where no RESEND_WEBHOOK_SECRET is set, 401 for a signature that is not Resend's, 413 for what is too
 * long; anything else, also of a mail that is not ours, is 200 without a word, so that it is not sent again.
 */
export async function POST(request: Request): Promise<Response> {
  const { mail: route } = settings()
  if (route.kind !== "resend" || !route.webhookSecret) return answer(404)
  let payload: string
  try {
    payload = await readText(request)
  } catch (error) {
    if (error instanceof BadBody) return answer(error.status)
    throw error
  }
  const header = (name: string) => request.headers.get(`svix-${name}`) ?? ""
  let report
  try {
    const signed = {
      payload,
      id: header("id"),
      timestamp: header("timestamp"),
      signature: header("signature"),
    }
    report = verifyReport({ ...route, webhookSecret: route.webhookSecret }, signed)
  } catch {
    return answer(401)
  }
  if (report) await noteReport(report)
  return answer(200)
}

const answer = (status: number) => new Response(null, { status, headers: { "cache-control": "no-store" } })
