using GetHelp.Core.Orders;
using GetHelp.Core.People;

namespace GetHelp.Core.Organisations.Changes;

/// <summary>What changes of schools would change, row by row, or why they cannot be (spec 02 §6.2 and §7, spec 04 §5): a pure function of the rows
/// and of the schools as they are.</summary>
/// <param name="schools">Those schools of the responsible body that the rows may mean.</param>
public sealed class SchoolChangeRules(IEnumerable<ChangeableSchool> schools)
{
    private readonly Dictionary<Urn, ChangeableSchool> byUrn = schools.ToDictionary(school => school.Urn);
    private readonly HashSet<Urn> decided = [];

    /// <summary>To be asked once for each row, in their order: of two that name one school the second is bad.</summary>
    public SchoolChangeRow Decide(SchoolChange asked)
    {
        var row = new SchoolChangeRow { Asked = asked };
        if (!byUrn.TryGetValue(asked.Urn, out var school))
        {
            return row with { Problems = [new(null, new NotOneOfYourSchools(asked.Urn))] };
        }

        row = row with { SchoolId = school.Id, Name = school.Name, Before = school.Details, After = school.Details };
        if (WhyNot(school) is { } refusal)
        {
            return row with { Problems = [new(null, refusal)] };
        }

        var deciding = new Deciding(school, asked);
        var after = deciding.After();
        return deciding.Problems is { Count: > 0 } problems ? row with { Problems = problems } : row with { After = after };
    }

    private Refusal? WhyNot(ChangeableSchool school) =>
        !decided.Add(school.Urn) ? new SchoolNamedTwice(school.Name)
        : school.IsClosed ? new SchoolIsClosed(school.Name)
        : null;

    /// <summary>One row for one school.</summary>
    private sealed class Deciding(ChangeableSchool school, SchoolChange asked)
    {
        private readonly List<FieldProblem> problems = [];

        public IReadOnlyList<FieldProblem> Problems => problems;

        /// <summary>The school as it would be, which counts for nothing if there are problems.</summary>
        public SchoolDetails After()
        {
            var now = school.Details;
            var after = now with { WhoWillOrder = asked.WhoWillOrder?.To ?? now.WhoWillOrder, Contact = Contact(), Chromebooks = Chromebooks() };
            FindConflicts(after);
            if (asked.Invite && after.Contact is null && problems.Count == 0)
            {
                problems.Add(new(SchoolField.Invitation, new NobodyToInvite(school.Name)));
            }

            return after;
        }

        private PersonDetails? Contact()
        {
            var chosen = school.Details.Contact;
            return asked.Contact?.To switch
            {
                null => chosen,
                { Choice: ContactChoice.Nobody } => null,
                { Choice: ContactChoice.ChosenOrHeadteacher } when chosen is not null => chosen,
                { Choice: ContactChoice.SomebodyElse, Person: { } person } => SomebodyElse(person.Tidy()),
                _ => Headteacher(),
            };
        }

        private PersonDetails? Headteacher()
        {
            if (school.Headteacher is null)
            {
                problems.Add(new(SchoolField.ContactName, new NoHeadteacherKnown(school.Name)));
            }

            return school.Headteacher;
        }

        private PersonDetails SomebodyElse(PersonDetails person)
        {
            if (person == school.Headteacher || person == school.Details.Contact)
            {
                return person; // known as they are
            }

            problems.AddRange(person.WhyNot().Select(why => new FieldProblem(FieldOf(why), why)));
            if (person.Telephone.Length == 0)
            {
                problems.Add(new(SchoolField.ContactTelephone, new NoContactTelephone()));
            }

            return person;
        }

        private static SchoolField FieldOf(Refusal why) => why switch
        {
            NotAPersonsName => SchoolField.ContactName,
            NotATelephoneNumber => SchoolField.ContactTelephone,
            _ => SchoolField.ContactEmailAddress,
        };

        private ChromebookDetails Chromebooks()
        {
            var (details, refusals) = ChromebookDetailsRules.Change(school.Details.Chromebooks, new()
            {
                SaysAnswer = asked.ChromebookAnswer is not null,
                Answer = asked.ChromebookAnswer?.To,
                Domain = asked.Domain is { } domain ? domain.To ?? "" : null,
                RecoveryAddress = asked.RecoveryAddress is { } address ? address.To ?? "" : null,
                AcceptsNoLicences = asked.AcceptsNoLicences,
            });
            problems.AddRange(refusals.Select(why => new FieldProblem(FieldOf(why, asked), why)));
            return details;
        }

        /// <summary>An address within the domain is wrong in whichever of the two was asked.</summary>
        private static SchoolField FieldOf(Refusal why, SchoolChange asked) => why switch
        {
            NoChromebookAnswer => SchoolField.ChromebookAnswer,
            NotARecoveryAddress => SchoolField.RecoveryAddress,
            RecoveryAddressInside or DomainWithoutChromebooks when asked.RecoveryAddress is { To.Length: > 0 } => SchoolField.RecoveryAddress,
            _ => SchoolField.Domain,
        };

        /// <summary>A field is in conflict when it is neither what somebody saw nor what they want.</summary>
        private void FindConflicts(SchoolDetails after)
        {
            var now = school.Details;
            var seen = now with
            {
                WhoWillOrder = asked.WhoWillOrder?.Seen is { } who ? who.Value : now.WhoWillOrder,
                Contact = asked.Contact?.Seen is { } contact ? contact.Value.Person?.Tidy() : now.Contact,
                Chromebooks = now.Chromebooks with
                {
                    Answer = asked.ChromebookAnswer?.Seen is { } answer ? answer.Value : now.Chromebooks.Answer,
                    Domain = asked.Domain?.Seen is { } domain ? domain.Value : now.Chromebooks.Domain,
                    RecoveryAddress = asked.RecoveryAddress?.Seen is { } address ? address.Value : now.Chromebooks.RecoveryAddress,
                },
            };
            problems.AddRange(now.DifferencesTo(seen).Where(field => !Equals(now[field], after[field]))
                .Select(field => new FieldProblem(field, new ChangedMeanwhile(field, now.InWords(field), after.InWords(field)))));
        }
    }
}
