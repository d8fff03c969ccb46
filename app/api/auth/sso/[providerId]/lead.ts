/** Where a route of a sign-in leads. 303, so that what was posted is fetched there; without a host a path is ours. */
export const lead = (to: string) => new Response(null, { status: 303, headers: { location: to } })

export type Context = { params: Promise<{ providerId: string }> }
