/** The workspace into which this browser last signed in; no secret, so that `/sign-in` knows where to go. */
export const workspaceCookie = "workspace"
