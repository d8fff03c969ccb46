/** The browser's time zone, as `TellZone` wrote it. */
export const zoneCookie = "tz"
