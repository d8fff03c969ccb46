/** Somebody who has been told of all that they could lose. */
import { permissions } from "#lib/access/permissions.ts"

export const sureOfAll = permissions.join(",")
