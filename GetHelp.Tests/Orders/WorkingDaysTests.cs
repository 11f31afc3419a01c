using System.Globalization;
using GetHelp.Core.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class WorkingDaysTests
{
    /// <summary>The official list of England and Wales (GOV.UK, Open Government Licence v3.0).</summary>
    [Theory]
    [InlineData(2015, "2015-01-01 2015-04-03 2015-04-06 2015-05-04 2015-05-25 2015-08-31 2015-12-25 2015-12-28")]
    [InlineData(2016, "2016-01-01 2016-03-25 2016-03-28 2016-05-02 2016-05-30 2016-08-29 2016-12-26 2016-12-27")]
    [InlineData(2017, "2017-01-02 2017-04-14 2017-04-17 2017-05-01 2017-05-29 2017-08-28 2017-12-25 2017-12-26")]
    [InlineData(2018, "2018-01-01 2018-03-30 2018-04-02 2018-05-07 2018-05-28 2018-08-27 2018-12-25 2018-12-26")]
    [InlineData(2019, "2019-01-01 2019-04-19 2019-04-22 2019-05-06 2019-05-27 2019-08-26 2019-12-25 2019-12-26")]
    [InlineData(2020, "2020-01-01 2020-04-10 2020-04-13 2020-05-08 2020-05-25 2020-08-31 2020-12-25 2020-12-28")]
    [InlineData(2021, "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28")]
    public void Bank_holidays_by_rule_are_the_official_ones(int year, string official) =>
        BankHolidays.Of(year).Order().ShouldBe(official.Split(' ').Select(Date));

    /// <summary>Years in which Christmas, New Year or a proclamation moved a day.</summary>
    [Theory]
    [InlineData(2021, "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28")]
    [InlineData(2022, "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27")]
    [InlineData(2023, "2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26")]
    [InlineData(2026, "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28")]
    public void Days_that_move_have_moved(int year, string official) =>
        BankHolidays.Of(year).Order().ShouldBe(official.Split(' ').Select(Date));

    [Theory]
    [InlineData("2021-03-03", "2021-03-10")] // a Wednesday
    [InlineData("2021-03-06", "2021-03-12")] // a Saturday
    [InlineData("2021-03-31", "2021-04-09")] // Good Friday and Easter Monday lie between
    [InlineData("2020-12-23", "2021-01-04")] // Christmas, Boxing Day on a Saturday, New Year
    public void Five_working_days_later(string from, string to) => WorkingDays.After(Date(from), WorkingDays.ToDeliver).ShouldBe(Date(to));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
