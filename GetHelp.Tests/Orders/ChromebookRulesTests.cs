using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class ChromebookRulesTests
{
    [Theory]
    [InlineData("school.example.org", "office@example.net")]
    [InlineData(" School.Example.ORG. ", "Office@Example.net")]
    [InlineData("school.org", "x@otherschool.org")] // spec 08 F11: ends alike, is another domain
    [InlineData("schule.vermögensberatung", "office@example.net")]
    public void A_domain_and_an_address_outside_it_will_do(string domain, string address) => WhyNot(domain, address).ShouldBeEmpty();

    [Theory]
    [InlineData("school.org", "head@school.org")]
    [InlineData("school.org", "head@mail.SCHOOL.org")]
    [InlineData("pupils.school.org", "head@school.org")]
    [InlineData("xn--bcher-kva.example", "head@bücher.example")]
    public void An_address_in_the_domain_is_no_way_back_into_it(string domain, string address) =>
        WhyNot(domain, address).ShouldHaveSingleItem().ShouldBeOfType<RecoveryAddressInside>();

    [Theory]
    [InlineData("school")]
    [InlineData("head@school.org")]
    [InlineData("https://school.org")]
    [InlineData("school.org/apps")]
    [InlineData("-school.org")]
    [InlineData("school..org")]
    [InlineData("our school.org")]
    public void What_is_no_domain_is_refused_by_name(string domain)
    {
        WhyNot(domain, "office@example.net").ShouldBe([new NotADomain(domain)]);
        new NotADomain(domain).Message.ShouldContain(domain);
    }

    [Fact]
    public void A_domain_needs_a_recovery_address() => WhyNot("school.org", null).ShouldBe([new NotARecoveryAddress()]);

    [Fact]
    public void Chromebooks_need_a_domain_and_nothing_else_does()
    {
        ChromebookRules.WhyNot([new(Product.Chromebook, 1)], null).ShouldBe([new NoGoogleDomain()]);
        ChromebookRules.WhyNot([new(Product.Ipad, 1), new(Product.Chromebook, 0)], null).ShouldBeEmpty();
    }

    [Fact]
    public void Unknown_is_taken_only_once_somebody_has_read_what_it_means()
    {
        ChromebookRules.WhyNot(new ChromebookBinding { Domain = " unknown " }).ShouldBe([new UnknownDomainWarning()]);
        ChromebookRules.WhyNot(new ChromebookBinding { Domain = "UNKNOWN", AcceptsNoLicences = true }).ShouldBeEmpty();
    }

    [Fact]
    public void What_several_schools_need_becomes_one_order_for_each_domain_booked_on_the_school_that_needs_most()
    {
        var trust = new ResponsibleBody { Name = "Trust", Kind = ResponsibleBodyKind.Trust, PoolsCaps = true };
        School[] schools = [Of(trust, 100_001, "Ash", "a.org"), Of(trust, 100_002, "Elm", "A.org."), Of(trust, 100_003, "Oak", "b.org")];

        var (orders, whyNot) = ChromebookSplit.Of([Need(100_001, 10), Need(100_002, 20), Need(100_003, 5)], schools);

        whyNot.ShouldBeEmpty();
        orders.OrderBy(o => o.Domain, StringComparer.Ordinal).Select(o => (o.Domain, o.Quantity, o.BookedOn.Name)).ShouldBe([("a.org", 30, "Elm"), ("b.org", 5, "Oak")]);
    }

    [Fact]
    public void Schools_that_share_no_pool_get_an_order_each()
    {
        var trust = new ResponsibleBody { Name = "Trust", Kind = ResponsibleBodyKind.Trust };
        School[] schools = [Of(trust, 100_001, "Ash", "a.org", 1), Of(trust, 100_002, "Elm", "a.org", 2)];

        ChromebookSplit.Of([Need(100_001, 10), Need(100_002, 20)], schools).Orders.Select(o => (o.BookedOn.Name, o.Quantity)).ShouldBe([("Ash", 10), ("Elm", 20)]);
    }

    [Fact]
    public void Every_school_that_cannot_be_split_for_is_named()
    {
        var trust = new ResponsibleBody { Name = "Trust", Kind = ResponsibleBodyKind.Trust, PoolsCaps = true };
        School[] schools = [Of(trust, 100_001, "Ash", null), Of(trust, 100_002, "Elm", "a.org")];

        ChromebookSplit.Of([Need(100_001, 1), Need(100_002, -1), Need(100_009, 1)], schools).WhyNot
            .ShouldBe([new NotAManagedSchool(Urn.From(100_009)), new NotAQuantity(Product.Chromebook), new NoDomainOf("Ash")]);
        ChromebookSplit.Of([Need(100_002, 0)], schools).WhyNot.ShouldBe([new NothingAsked()]);
    }

    private static IReadOnlyList<GetHelp.Core.Refusal> WhyNot(string domain, string? address) =>
        ChromebookRules.WhyNot(new ChromebookBinding { Domain = domain, RecoveryAddress = address });

    private static ChromebooksNeeded Need(int urn, int quantity) => new(Urn.From(urn), quantity);

    private static School Of(ResponsibleBody body, int urn, string name, string? domain, int id = 0)
    {
        var school = new School { Urn = Urn.From(urn), Name = name, ResponsibleBody = body, WhoWillOrder = WhoWillOrder.ResponsibleBody, Chromebooks = new() { Domain = domain } };
        typeof(School).GetProperty(nameof(School.Id))!.SetValue(school, id);
        return school;
    }
}
