/** Which token, and whose where it is not one's own. */
export type TokenIds = { tokenId: string; userId?: string; accountId?: string }

export const HiddenIds = ({ ids }: { ids: Partial<TokenIds> }) =>
  Object.entries(ids).map(([name, id]) => <input key={name} type="hidden" name={name} value={id} />)
