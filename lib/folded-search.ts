/** What a search box finds among things with a name and a description, whether their accents are typed or not. */
import { type AnyColumn, type SQL, sql, type SQLWrapper } from "drizzle-orm"
import { foldText } from "./person-name.ts"

// foldText() for what is kept as it was written; of other scripts' marks both sides keep the same.
const folded = (text: SQLWrapper) =>
  sql`lower(regexp_replace(normalize(${text}, NFKD), '[\\u0300-\\u036f]', '', 'g'))`

/** Those with this in their name, of which `nameNorm` is the folded one, or in their description; all of them for none. */
export const isFoundBy = (
  search: string,
  { nameNorm, description }: { nameNorm: AnyColumn; description: AnyColumn },
): SQL | undefined =>
  search === ""
    ? undefined
    : sql`(position(${foldText(search)} in ${nameNorm}) > 0 or position(${folded(sql`${search}::text`)} in ${folded(description)}) > 0)`
