import { existsSync } from "node:fs"
import type { NextConfig } from "next"

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` looks at the types, all of them and once.
  typescript: { ignoreBuildErrors: true },
  // Writing the cache takes a third of a build. It is for who builds again, not for an installation or a test of a fresh copy.
  experimental: { turbopackFileSystemCacheForBuild: existsSync(".next/BUILD_ID") },
  serverExternalPackages: ["@node-rs/argon2", "graphile-worker", "nodemailer", "pino", "postgres"],
  // Pictures are made in their size when they come. Scaling them on request would be open to strangers, and keep what came of it on disk.
  images: { unoptimized: true },
  // Folders that begin with a dot are overlooked by globs, the compiler and checks alike.
  rewrites: async () => [
    { source: "/.well-known/jwks.json", destination: "/api/well-known/jwks" },
    { source: "/.well-known/openid-configuration", destination: "/api/well-known/openid-configuration" },
  ],
}

export default config
