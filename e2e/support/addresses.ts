/** Where a test that must not forget a page goes. */
import { globSync } from "node:fs"
import type { Workspace } from "./fixtures.ts"

/** Every page there is, a few that aren't, and a route. */
export function addresses({ slug }: Workspace, userId: string): string[] {
  const given: Record<string, string> = { slug, userId }
  const routes = globSync("app/**/page.tsx").map(
    (file) => `/${file.replace(/^app\/|\([\w-]+\)\/|\/?page\.tsx$/g, "")}`,
  )
  const pages = routes.map((route) =>
    route.replace(/\[(\w+)\]/g, (_all, name: string) => given[name] ?? "nothing"),
  )
  return [
    ...pages,
    "/missing",
    "/users/no-id",
    "/sign-in/nowhere",
    "/api/health",
    "/api/nothing",
    "/%E0%A4%A",
  ]
}
