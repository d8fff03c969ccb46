"use server"

import { action } from "#lib/action.ts"
import { addDomain, editDomain, proveDomain, removeDomain } from "#lib/identity-providers/domains.ts"
import { addDomainInput, changeDomainInput, editDomainInput } from "#lib/identity-providers/input.ts"

const page = (id: string) => `/settings/email-domains/${id}`

export const addDomainAction = action(addDomainInput, addDomain, {
  done: ({ id }) => `${page(id)}?ok=domain-added`,
})

export const proveDomainAction = action(changeDomainInput, (actor, input) => proveDomain(actor, input), {
  done: (_, { domainId }) => `${page(domainId)}?ok=domain-proved`,
})

export const editDomainAction = action(editDomainInput, editDomain, {
  done: (_, { domainId }) => `${page(domainId)}?ok=domain-saved`,
})

export const removeDomainAction = action(changeDomainInput, removeDomain, {
  done: () => "/settings/email-domains?ok=domain-removed",
})
