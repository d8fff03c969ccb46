type Person = { id: string; firstName: string; lastName: string }

/** Names one after the other; links for whoever may open them. */
export function People({ people, opens }: { people: Person[]; opens: boolean }) {
  return people.map(({ id, firstName, lastName }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      {opens ? (
        <a href={`/users/${id}`} className="break-words text-link">
          {firstName} {lastName}
        </a>
      ) : (
        `${firstName} ${lastName}`
      )}
    </span>
  ))
}
