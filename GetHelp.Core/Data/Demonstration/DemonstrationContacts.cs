using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Contacts;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>Whom one can ask at the schools of the demonstration. Headteachers' names are made up: those of the register are people's.</summary>
internal static class DemonstrationContacts
{
    private static readonly string[] FirstNames =
    [
        "Adaeze", "Alun", "Bea", "Bronwen", "Callum", "Chidi", "Della", "Edwin", "Farah", "Gareth", "Harpreet", "Isla", "Joachim", "Kezia", "Lorcan", "Mei", "Niamh",
        "Olwen", "Priya", "Rafe", "Soraya", "Tariq", "Una", "Vikram", "Wren", "Yusuf", "Zofia",
    ];

    private static readonly string[] LastNames =
    [
        "Abara", "Birkett", "Cawthorne", "Dunmore", "Eastham", "Fairclough", "Garstang", "Holloway", "Ingleby", "Jardine", "Kellet", "Lathom", "Mistry", "Nuttall", "Osei",
        "Penhale", "Quarmby", "Rahimi", "Scarisbrick", "Tattersall", "Umrani", "Varley", "Winstanley", "Yardley",
    ];

    /// <summary>The headteacher of a school, who is known of nineteen schools in twenty.</summary>
    public static IReadOnlyList<SchoolContact> Headteacher(Urn urn)
    {
        var dice = new Dice(urn.Value);
        var (first, last) = (dice.Pick("head first", FirstNames), dice.Pick("head last", LastNames));
        return dice.Throw("head known", 20) == 0 ? [] :
        [
            new()
            {
                Role = SchoolContactRole.Headteacher,
                Title = dice.Throw("head title", 6) == 0 ? "Dr" : null,
                Name = $"{first} {last}",
                EmailAddress = $"{first}.{last}.{urn}@example.org".ToLowerInvariant(),
                TelephoneNumber = dice.Throw("head telephone", 3) == 0 ? null : $"01632 960 {dice.Throw("telephone", 1_000):D3}",
            },
        ];
    }

    /// <summary>Has responsible bodies choose contacts: the first of the named people of a school, and here and there a headteacher who was not invited yet.</summary>
    public static async Task ChooseAsync(WriteTransaction write, IReadOnlyDictionary<Urn, School> schools, CancellationToken cancellationToken)
    {
        var named = DemonstrationPeople.All.SelectMany(person => person.SchoolUrns.Select(urn => (Person: person, Urn: Urn.From(urn)))).DistinctBy(pair => pair.Urn).ToList();
        write.Db.SchoolContacts.AddRange(named.Select(pair => new SchoolContact
        {
            SchoolId = schools[pair.Urn].Id,
            Role = SchoolContactRole.Contact,
            Name = pair.Person.Name,
            EmailAddress = pair.Person.EmailAddress,
            TelephoneNumber = "01632 960100",
        }));
        await write.Db.SaveChangesAsync(cancellationToken);
        var waiting = schools.Values.Where(school => IsWaiting(school, named.Select(pair => pair.Urn))).Select(school => school.Id).ToList();
        var chosen = write.Db.SchoolContacts.Where(c => c.Role == SchoolContactRole.Contact || EF.Parameter(waiting).Contains(c.SchoolId));
        await write.Db.Schools.Where(s => chosen.Any(c => c.SchoolId == s.Id))
            .ExecuteUpdateAsync(school => school.SetProperty(s => s.ContactId, s => chosen.Where(c => c.SchoolId == s.Id).Max(c => c.Id)), cancellationToken);
    }

    private static bool IsWaiting(School school, IEnumerable<Urn> named) =>
        school.WhoWillOrder == Allocations.WhoWillOrder.School && !named.Contains(school.Urn) && new Dice(school.Urn.Value).Throw("contact chosen", 20) == 0;
}
