using GetHelp.Core.People;
using GetHelp.Core.SignIn.Sessions;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Sessions;

public sealed class SessionRulesTests
{
    [Theory]
    [InlineData(Role.Member, 60)]
    [InlineData(Role.Network, 60)]
    [InlineData(Role.Support, 120)]
    [InlineData(Role.SupportThirdLine, 120)]
    [InlineData(Role.Supplier, 120)]
    public void Those_who_work_with_the_service_all_day_stay_signed_in_for_longer(Role role, int minutes) =>
        SessionRules.Lifetime(role).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void A_warning_comes_before_the_end_and_a_use_is_kept_more_often_than_that()
    {
        SessionRules.Warning.ShouldBeLessThan(SessionRules.Lifetime(Role.Member));
        SessionRules.UseWorthKeeping.ShouldBeLessThan(SessionRules.Warning, "who stays signed in when warned has to be kept");
    }
}
