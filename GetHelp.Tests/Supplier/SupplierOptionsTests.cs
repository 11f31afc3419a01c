using GetHelp.Web.Supplier;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

public sealed class SupplierOptionsTests
{
    private const string Token = "aaaaaaaaaaaaaaaaaaaaaaaa";
    private const string EventsToken = "bbbbbbbbbbbbbbbbbbbbbbbb";

    [Fact]
    public void A_portal_without_a_supplier_starts() => Wrong(null, null, null).ShouldBeEmpty();

    [Theory]
    [InlineData("https://supplier.example.org/api")]
    [InlineData("http://localhost:5080/simulator/supplier")]
    [InlineData("http://127.0.0.1:5080")]
    public void A_supplier_over_https_or_on_this_machine_is_well_configured(string address) => Wrong(address, Token, EventsToken).ShouldBeEmpty();

    [Theory]
    [InlineData("http://supplier.example.org")]
    [InlineData("ftp://supplier.example.org")]
    [InlineData("/orders")]
    [InlineData(null)]
    public void An_address_that_is_missing_or_unsafe_stops_the_start(string? address) =>
        Wrong(address, Token, EventsToken).ShouldHaveSingleItem().ShouldStartWith("Supplier:BaseAddress must be");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("a token with spaces in it")]
    [InlineData("a-token-with-a\r\n-line-break")]
    public void A_token_that_is_missing_or_weak_stops_the_start(string? token)
    {
        Wrong("https://supplier.example.org", token, EventsToken).ShouldHaveSingleItem().ShouldStartWith("Supplier:Token must be");
        Wrong("https://supplier.example.org", Token, token).ShouldHaveSingleItem().ShouldStartWith("Supplier:EventsToken must be");
    }

    [Fact]
    public void One_secret_for_both_sides_stops_the_start() =>
        Wrong("https://supplier.example.org", Token, Token).ShouldHaveSingleItem().ShouldStartWith("Supplier:EventsToken must differ");

    [Theory]
    [InlineData("https://supplier.example.org/caps")]
    [InlineData("http://localhost:5080/simulator/supplier/caps")]
    public void Caps_go_over_https_or_stay_on_this_machine(string address) => WrongOfCaps(address, "portal", "secret").ShouldBeEmpty();

    [Theory]
    [InlineData("http://supplier.example.org/caps", "portal", "secret", "Supplier:CapsAddress must be")]
    [InlineData("/caps", "portal", "secret", "Supplier:CapsAddress must be")]
    [InlineData(null, "portal", "secret", "Supplier:CapsAddress must be")]
    [InlineData("https://supplier.example.org/caps", null, "secret", "Supplier:CapsUser must be")]
    [InlineData("https://supplier.example.org/caps", " ", "secret", "Supplier:CapsUser must be")]
    [InlineData("https://supplier.example.org/caps", "por:tal", "secret", "Supplier:CapsUser must be")]
    [InlineData("https://supplier.example.org/caps", "portal", null, "Supplier:CapsPassword must be")]
    [InlineData("https://supplier.example.org/caps", "portal", "", "Supplier:CapsPassword must be")]
    public void Half_of_what_caps_need_stops_the_start(string? address, string? user, string? password, string wrong) =>
        WrongOfCaps(address, user, password).ShouldHaveSingleItem().ShouldStartWith(wrong);

    [Fact]
    public void Accounts_go_over_https() => WrongOfAccounts("https://supplier.example.org/accounts", "portal", "secret").ShouldBeEmpty();

    [Theory]
    [InlineData("http://supplier.example.org/accounts", "portal", "secret", "Supplier:AccountsAddress must be the https address at which the supplier takes user accounts")]
    [InlineData(null, "portal", "secret", "Supplier:AccountsAddress must be")]
    [InlineData("https://supplier.example.org/accounts", "por:tal", "secret", "Supplier:AccountsUser must be")]
    [InlineData("https://supplier.example.org/accounts", "portal", " ", "Supplier:AccountsPassword must be the password that goes with Supplier:AccountsUser.")]
    public void Half_of_what_accounts_need_stops_the_start(string? address, string? user, string? password, string wrong) =>
        WrongOfAccounts(address, user, password).ShouldHaveSingleItem().ShouldStartWith(wrong);

    private static IEnumerable<string> WrongOfAccounts(string? address, string? user, string? password) =>
        new SupplierOptionsRules().Validate(null, new()
        {
            AccountsAddress = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute),
            AccountsUser = user,
            AccountsPassword = password,
        }).Failures ?? [];

    private static IEnumerable<string> WrongOfCaps(string? address, string? user, string? password) =>
        new SupplierOptionsRules().Validate(null, new()
        {
            CapsAddress = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute),
            CapsUser = user,
            CapsPassword = password,
        }).Failures ?? [];

    private static IEnumerable<string> Wrong(string? address, string? token, string? eventsToken) =>
        new SupplierOptionsRules().Validate(null, new()
        {
            BaseAddress = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute),
            Token = token,
            EventsToken = eventsToken,
        }).Failures ?? [];
}
