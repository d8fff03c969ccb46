/** The address of the workspace's logo, or null: its first letter stands for it. */
export const logoOf = ({ slug, logoId }: { slug: string; logoId: string | null }) =>
  logoId && `/logos/${slug}/${logoId}`
