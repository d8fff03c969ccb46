/** Is this a phone number that can exist? */
import { isValidPhoneNumber } from "libphonenumber-js/max"
import { refuse } from "#lib/errors.ts"

/** Refuses `phone-unknown`, beside `field`, for a number in E.164 that no country gives out; an empty one is none. */
export const refuseUnknownPhone = (phone: string, field = "phone"): void =>
  refuse(phone !== "" && !isValidPhoneNumber(phone), "phone-unknown", field)
