import type { NextConfig } from "next"

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "graphile-worker", "nodemailer", "pino", "postgres"],
  // Folders that begin with a dot are overlooked by globs, the compiler and checks alike.
  rewrites: async () => [
    { source: "/.well-known/jwks.json", destination: "/api/well-known/jwks" },
    { source: "/.well-known/openid-configuration", destination: "/api/well-known/openid-configuration" },
  ],
}

export default config
