using GetHelp.Core.Organisations;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.YourSchools;

public sealed class SchoolSettingTests
{
    [Theory]
    [InlineData(Phase.Primary, 1, SchoolSetting.Primary, "Primary school (Community school)")]
    [InlineData(Phase.Secondary, 34, SchoolSetting.Secondary, "Secondary school (Academy converter)")]
    [InlineData(Phase.Secondary, 36, SchoolSetting.Special, "Special school (Free schools special)")]
    [InlineData(Phase.SixteenPlus, 45, SchoolSetting.SixteenPlus, "School for pupils of 16 and over (Academy 16-19 converter)")]
    [InlineData(Phase.NotApplicable, 14, SchoolSetting.Other, "Pupil referral unit")]
    public void A_setting_follows_from_phase_and_type_and_special_comes_first(Phase phase, int type, SchoolSetting setting, string words)
    {
        var school = new School { Name = "A school", Phase = phase, EstablishmentTypeCode = type };

        (SchoolSettings.Of(school), school.Setting()).ShouldBe((setting, words));
    }

    [Fact]
    public void A_college_is_a_college_whatever_its_phase() =>
        SchoolSettings.Of(new() { Name = "A college", Kind = SchoolKind.FurtherEducationCollege, Phase = Phase.SixteenPlus }).ShouldBe(SchoolSetting.FurtherEducationCollege);
}
