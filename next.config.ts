import type { NextConfig } from "next"

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "graphile-worker", "nodemailer", "pino", "postgres"],
}

export default config
