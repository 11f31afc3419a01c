using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;
using Shouldly;
using Xunit;
using static GetHelp.Tests.Organisations.Register.RegisterCsv;

namespace GetHelp.Tests.Organisations.Register;

/// <summary>What a file changes of one school that we have: Lancashire's open community school 100001.</summary>
public sealed class RegisterComparisonTests
{
    private static readonly RegisterBody Lancashire = new() { Key = BodyKey.Authority("888"), Name = "Lancashire" };

    private static readonly RegisterBody Trust = new()
    {
        Key = BodyKey.Trust("2053"),
        Name = "Example Trust",
        TrustType = "Multi-academy trust",
        CompaniesHouseNumber = "01234567",
    };

    public static TheoryData<string, string, string> ChangedRows => new()
    {
        { Row(100_001), "", "nothing" },
        { Row(100_001, "New Name"), "Name: School 100001 to New Name", "a name" },
        { Row(100_001, ukprn: ""), "UKPRN: 10000001 to ", "a lost UKPRN" },
        { Row(100_001, phase: "Secondary"), "Phase: Primary to Secondary", "a phase" },
        { Row(100_001, type: 34), "Type: Community school to Academy converter", "a type" },
        { Row(100_001, authority: "889,Blackburn"), "Responsible body: Lancashire to Blackburn; Local authority: Lancashire to Blackburn", "an authority" },
        { Row(100_001, postcode: "EX2 2BB"), "Address: 1 High Street, Exampleton, Lancashire, EX1 1AA to 1 High Street, Exampleton, Lancashire, EX2 2BB", "an address" },
        { Row(100_001, "New Name", phase: "Nursery"), "Name: School 100001 to New Name; Phase: Primary to Nursery", "two things" },
    };

    [Theory]
    [MemberData(nameof(ChangedRows))]
    public void A_changed_row_is_shown_field_by_field(string row, string changes, string what)
    {
        var compared = Compare(File(row));

        InWords(compared).ShouldBe(changes, what);
        (compared.New.Count, compared.Closed.Count, compared.Missing.Count).ShouldBe((0, 0, 0));
        compared.Unchanged.ShouldBe(changes.Length == 0 ? 1 : 0);
    }

    public static TheoryData<string, string?> RowsThatAreNotThere => new()
    {
        { Row(100_002), "It is not in the file." },
        { Row(100_001, type: 11, typeName: "Other independent school"), "Its type is now “Other independent school”, which this service is not for." },
        { Row(100_001, status: "Perhaps"), "Its row in the file cannot be read; see the bad rows." },
        { Row(100_001, name: ""), "Its row in the file cannot be read; see the bad rows." },
        { Row(100_001), null },
        { Row(100_001, status: "Closed"), null },
    };

    [Theory]
    [MemberData(nameof(RowsThatAreNotThere))]
    public void A_school_of_which_the_file_does_not_tell_is_put_before_a_person_and_never_closed(string row, string? why)
    {
        var compared = Compare(File(row));

        compared.Missing.SingleOrDefault()?.Why.ShouldBe(why);
        compared.Missing.Count.ShouldBe(why is null ? 0 : 1);
        compared.Closed.Count.ShouldBe(row.Contains("\"Closed\"", StringComparison.Ordinal) ? 1 : 0);
    }

    [Fact]
    public void A_closed_school_that_the_file_has_open_opens_again() =>
        InWords(Compare(File(Row(100_001)), status: OrganisationStatus.Closed)).ShouldBe("Status: Closed to Open");

    [Fact]
    public void A_school_that_is_closed_here_is_neither_closed_again_nor_missing()
    {
        var compared = Compare(File(Row(100_001, status: "Closed")), status: OrganisationStatus.Closed);

        compared.IsNothing.ShouldBeTrue();
        Compare(File(Row(100_002)), status: OrganisationStatus.Closed).Missing.ShouldBeEmpty();
    }

    [Fact]
    public void A_further_education_college_is_not_the_registers()
    {
        Compare(File(Row(100_002)), kind: SchoolKind.FurtherEducationCollege).Missing.ShouldBeEmpty();
        var told = Compare(File(Row(100_001, "Another Name")), kind: SchoolKind.FurtherEducationCollege);
        (told.New.Count, told.Changed.Count).ShouldBe((0, 0));
        Compare(File(Row(100_001, status: "Closed")), kind: SchoolKind.FurtherEducationCollege).Closed.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_school_belongs_to_its_trust_if_it_is_linked_and_else_to_its_authority()
    {
        var compared = Compare(File(Row(100_001), Row(100_002), Row(100_003)), Links(Link(100_002)));

        compared.New.Select(s => (s.Urn.Value, s.Facts.ResponsibleBody)).ShouldBe([(100_002, Trust.Key), (100_003, Lancashire.Key)]);
        compared.New.ShouldAllBe(s => s.Facts.Authority == Lancashire.Key);
    }

    [Fact]
    public void A_link_takes_a_school_from_its_authority_to_its_trust() =>
        InWords(Compare(File(Row(100_001)), Links(Link(100_001)))).ShouldBe("Responsible body: Lancashire to Example Trust");

    [Fact]
    public void Without_trust_links_an_academy_stays_with_its_trust_and_with_them_it_may_leave()
    {
        InWords(Compare(File(Row(100_001)), of: Trust.Key)).ShouldBe("");
        InWords(Compare(File(Row(100_001)), Links(Link(100_009)), of: Trust.Key)).ShouldBe("Responsible body: Example Trust to Lancashire");
    }

    [Fact]
    public void Responsible_bodies_that_are_new_or_renamed_are_told_and_trusts_without_a_kept_school_are_not()
    {
        var compared = Compare(
            File(Row(100_001), Row(100_002, authority: "889,Blackburn")), Links(Link(100_001, name: "Renamed Trust"), Link(100_002, "7", "New Trust"), Link(100_009, "8")));

        compared.NewBodies.Select(b => b.Name).ShouldBe(["Blackburn", "New Trust"]);
        compared.ChangedBodies.Select(b => b.After.Name).ShouldBe(["Renamed Trust"]);
    }

    [Fact]
    public void What_a_file_has_no_column_for_stays_as_it_is()
    {
        const string file = "URN,EstablishmentName,EstablishmentStatus (name),TypeOfEstablishment (code),LA (code),LA (name)\r\n100001,School 100001,Open,1,888,Lancashire";

        Compare(file).Unchanged.ShouldBe(1);
    }

    private static RegisterChanges Compare(
        string file, string? links = null, OrganisationStatus status = OrganisationStatus.Open, SchoolKind kind = SchoolKind.CompulsorySchool, BodyKey? of = null)
    {
        var facts = new SchoolFacts
        {
            Name = "School 100001",
            Ukprn = 10_000_001,
            Phase = Phase.Primary,
            EstablishmentTypeCode = 1,
            ResponsibleBody = of ?? Lancashire.Key,
            Authority = Lancashire.Key,
            Address = new() { Line1 = "1 High Street", Town = "Exampleton", County = "Lancashire", Postcode = "EX1 1AA" },
            Status = status,
        };
        var known = new KnownRegister(
            [new(1, Urn.From(100_001), kind, facts)],
            new Dictionary<BodyKey, KnownBody> { [Lancashire.Key] = new(1, Lancashire), [Trust.Key] = new(2, Trust) });
        return RegisterComparison.Compare(
            known, RegisterReader.Read(Stream(file)).Value, links is null ? null : TrustLinksReader.Read(Stream(links)).Value);
    }

    private static string InWords(RegisterChanges compared) =>
        string.Join("; ", compared.Changed.SelectMany(c => c.Changes).Select(change => $"{change.Field}: {change.From} to {change.To}"));
}
