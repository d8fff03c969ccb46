/** What is used of the npm package samlp, which brings no types. */
declare module "samlp" {
  type Next = (error?: Error | null) => void
  type Handler = (request: object, response: object, next: Next) => void
  export function auth(options: Record<string, unknown>): Handler
  export function metadata(options: Record<string, unknown>): Handler
  export function sendError(options: Record<string, unknown>): Handler
  export function parseRequest(
    request: object,
    callback: (
      error: Error | null,
      request?: { issuer: string; assertionConsumerServiceURL: string; id: string; forceAuthn?: string },
    ) => void,
  ): void
}
