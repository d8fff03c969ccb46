/** A wall is one thing that keeps something out. Taken away, some test must go red. */

export type Wall = {
  name: string
  /** How it is taken away: statements run by the owner after the migrations, or a text replaced in one source file. */
  away: { sql: string } | { file: string; find: string; replace: string }
  /** The tests that should notice. */
  tests: string[]
}

/** Takes a piece out of a function of the database. Fails loudly if the piece is not there. */
export const editFunction = (name: string, find: string, replace: string) => `
  do $edit$
  declare
    whole text := pg_get_functiondef('${name}'::regproc);
  begin
    if position($find$${find}$find$ in whole) = 0 then
      raise exception 'wall not found in ${name}';
    end if;
    execute replace(whole, $find$${find}$find$, $new$${replace}$new$);
  end $edit$`
