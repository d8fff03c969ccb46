/** The looks at groups that are measured: the list, and the page of one group of three in ten. */
import { getGroup } from "#lib/groups/group.ts"
import { listGroupsInput } from "#lib/groups/input.ts"
import { listGroupPage } from "#lib/groups/listing.ts"
import { type ListUsersQuery, listUsersInput } from "#lib/users/input.ts"
import { listUsers, pageSize } from "#lib/users/listing.ts"
import type { Bound, Look } from "./looks.ts"
import type { Place } from "./place.ts"

const byHash: Bound = { most: 15, than: "hash" }

/** The group with its roles and its number of members, and a page of them. */
const groupPage = (name: string, asked: (place: Place) => Partial<ListUsersQuery> = () => ({})): Look => ({
  name,
  bound: byHash,
  run: async (place) => {
    const { actor, groups } = place
    const query = { ...listUsersInput.parse({}), group: groups.common, ...asked(place) }
    const [{ people, roles }, { rows }] = await Promise.all([
      getGroup(actor, groups.common),
      listUsers(actor, query),
    ])
    if (people.counted < 100 || roles.length !== 1 || rows.length === 0 || rows.length > pageSize)
      throw new Error(`"${name}" found ${people.counted} and ${rows.length} people`)
  },
})

export const groupLooks: Look[] = [
  { name: "groups page", bound: byHash, run: ({ actor }) => listGroupPage(actor, listGroupsInput.parse({})) },
  groupPage("group of 30%: its page"),
  groupPage("group of 30%: half way", ({ middle }) => ({ after: middle })),
  groupPage("group of 30%: searched", () => ({ search: "maria garcia" })),
]
