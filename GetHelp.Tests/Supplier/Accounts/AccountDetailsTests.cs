using GetHelp.Core.Supplier.Accounts;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>The examples of spec 03 §4.3.</summary>
public sealed class AccountDetailsTests
{
    private static readonly AccountBody Authority = new("Barsetshire", "LEA901", "81901");
    private static readonly AccountBody Trust = new("Beacon Trust", "t1234", null);
    private static readonly AccountSchool Rowan = new("Rowan School", "100001", "80001", Authority);
    private static readonly AccountSchool Birch = new("Birch School", "100002", null, Trust);

    private static readonly AccountHolder Ada = new() { FullName = "Dr Ada Hill", EmailAddress = "ada@example.org", Telephone = "01632 960100", HasSeenPrivacyNotice = true };

    [Fact]
    public void An_authoritys_person_has_its_columns_and_none_of_a_school() => Details(Ada with { Bodies = [Authority] }).ShouldBe(
        Of("Barsetshire", "LEA901", "81901", "", "", ""));

    [Fact]
    public void A_schools_person_has_the_columns_of_its_responsible_body_and_its_own() => Details(Ada with { Schools = [Rowan] }).ShouldBe(
        Of("Barsetshire", "LEA901", "81901", "Rowan School", "100001", "80001"));

    [Fact]
    public void The_head_of_a_single_academy_trust_has_the_columns_of_the_trust_alone()
    {
        var single = Trust with { HasOneSchool = true };

        Details(Ada with { Bodies = [single], Schools = [Birch with { ResponsibleBody = single }] }).ShouldBe(Of("Beacon Trust", "t1234", "", "", "", ""));
    }

    [Fact]
    public void A_person_of_schools_in_two_responsible_bodies_has_both_joined_in_the_order_of_joining() => Details(Ada with { Schools = [Rowan, Birch] }).ShouldBe(
        Of("Barsetshire|Beacon Trust", "LEA901|t1234", "81901|", "Rowan School|Birch School", "100001|100002", "80001|"));

    [Fact]
    public void Their_own_responsible_body_comes_first_and_each_once() => Details(Ada with { Bodies = [Trust], Schools = [Rowan, Birch] }).ShouldBe(
        Of("Beacon Trust|Barsetshire", "t1234|LEA901", "|81901", "Rowan School|Birch School", "100001|100002", "80001|"));

    private static AccountDetails Details(AccountHolder holder) => AccountDetails.Of(holder);

    private static AccountDetails Of(string body, string bodyUrn, string soldTo, string school, string urn, string shipTo) => new()
    {
        FirstName = "Ada",
        LastName = "Hill",
        EmailAddress = "ada@example.org",
        Telephone = "01632 960100",
        ResponsibleBody = body,
        ResponsibleBodyUrn = bodyUrn,
        SoldTo = soldTo,
        School = school,
        SchoolUrn = urn,
        ShipTo = shipTo,
    };
}
