/** The page of whoever acted or holds something: a person's, or a service account's own. `tab`: of the person's page. */
export const accountHref = ({ id, service }: { id: string; service: boolean }, tab = "") =>
  service ? `/settings/service-accounts/${id}` : `/users/${id}${tab}`
