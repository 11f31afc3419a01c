using GetHelp.Core.Supplier.Accounts;
using Shouldly;
using Xunit;
using static GetHelp.Core.Supplier.Accounts.AccountChangeKind;

namespace GetHelp.Tests.Supplier.Accounts;

/// <summary>Spec 03 §4.2: when the supplier is told of a person, and what.</summary>
public sealed class AccountRuleTests
{
    private static readonly AccountBody Authority = new("Barsetshire", "LEA901", "81901");
    private static readonly AccountSchool School = new("Rowan School", "100001", "80001", Authority);

    private static readonly AccountHolder Orders = new()
    {
        FullName = "Ada Hill",
        EmailAddress = "ada@example.org",
        Telephone = "01632 960100",
        HasSeenPrivacyNotice = true,
        Schools = [School],
    };

    public static TheoryData<AccountChangeKind?> Lasts => [null, New, Change, Remove];

    [Fact]
    public void Somebody_who_orders_and_has_read_the_privacy_notice_is_new_to_the_supplier() => Decide(null, Orders).ShouldBe(New);

    [Fact]
    public void Somebody_who_was_removed_and_orders_again_is_new_again() => Decide(Remove, Orders).ShouldBe(New);

    [Theory, InlineData(New), InlineData(Change)]
    public void What_differs_from_what_was_told_last_is_a_change(AccountChangeKind last) => Decide(last, Orders with { Telephone = "01632 960200" }).ShouldBe(Change);

    [Theory, InlineData(New), InlineData(Change)]
    public void What_was_told_already_is_not_told_again(AccountChangeKind last) => Decide(last, Orders).ShouldBeNull();

    [Theory, InlineData(New), InlineData(Change)]
    public void Somebody_who_orders_no_more_is_removed(AccountChangeKind last) => Decide(last, Orders with { Schools = [] }).ShouldBe(Remove);

    [Theory, InlineData(New), InlineData(Change)]
    public void Somebody_who_is_deleted_is_removed(AccountChangeKind last) => Decide(last, Orders with { IsGone = true }).ShouldBe(Remove);

    [Theory, MemberData(nameof(Lasts))]
    public void Whoever_is_deleted_is_never_new(AccountChangeKind? last) => Decide(last, Orders with { IsGone = true }).ShouldNotBe(New);

    [Theory]
    [InlineData(null)]
    [InlineData(Remove)]
    public void Nobody_is_removed_of_whom_the_supplier_knows_nothing(AccountChangeKind? last)
    {
        Decide(last, Orders with { IsGone = true }).ShouldBeNull();
        Decide(last, Orders with { Schools = [] }).ShouldBeNull();
        Decide(last, Orders with { HasSeenPrivacyNotice = false }).ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_told_of_somebody_who_has_not_read_the_privacy_notice() => Decide(null, Orders with { HasSeenPrivacyNotice = false }).ShouldBeNull();

    [Theory]
    [InlineData(null)]
    [InlineData(New)]
    [InlineData(Change)]
    [InlineData(Remove)]
    public void Nothing_is_told_of_somebody_whose_schools_have_no_number(AccountChangeKind? last) => Decide(last, Unnumbered).ShouldBeNull();

    [Fact]
    public void One_school_with_a_number_is_enough() => Decide(null, Orders with { Schools = [School with { ShipTo = null }, School] }).ShouldBe(New);

    [Fact]
    public void Two_schools_without_numbers_are_as_good_as_one() => Decide(null, Orders with { Schools = [School with { ShipTo = null }, School with { Urn = "100002", ShipTo = null }] }).ShouldBeNull();

    [Fact]
    public void Somebody_who_orders_for_a_responsible_body_alone_waits_for_no_number() => Decide(null, Orders with { Schools = [], Bodies = [Authority with { SoldTo = null }] }).ShouldBe(New);

    [Fact]
    public void The_head_of_a_trust_that_is_one_school_waits_for_no_number()
    {
        var trust = new AccountBody("Elm Trust", "t1234", null, HasOneSchool: true);

        Decide(null, Orders with { Bodies = [trust], Schools = [new("Elm School", "100003", null, trust)] }).ShouldBe(New);
    }

    [Theory, InlineData(New), InlineData(Change)]
    public void Somebody_without_a_number_is_removed_all_the_same(AccountChangeKind last) => Decide(last, Unnumbered with { IsGone = true }).ShouldBe(Remove);

    [Fact]
    public void Whoever_is_removed_is_named_as_the_supplier_knows_them()
    {
        var told = new AccountTold(Change, AccountDetails.Of(Orders));

        AccountRule.DetailsOf(Remove, told, Orders with { EmailAddress = "other@example.org", Schools = [] }).ShouldBe(told.Details);
    }

    private static AccountHolder Unnumbered => Orders with { Telephone = "01632 960200", Schools = [School with { ShipTo = null }] };

    private static AccountChangeKind? Decide(AccountChangeKind? last, AccountHolder now) =>
        AccountRule.Decide(last is { } kind ? new(kind, AccountDetails.Of(Orders)) : null, now);
}
