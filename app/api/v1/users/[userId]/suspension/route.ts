import { route } from "#lib/api/route.ts"

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route("/api/v1/users/{userId}/suspension")
