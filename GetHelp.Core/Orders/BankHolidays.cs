using System.Collections.Concurrent;

namespace GetHelp.Core.Orders;

/// <summary>England's bank holidays by rule (Banking and Financial Dealings Act 1971), with the days proclaimed otherwise since 2011.</summary>
public static class BankHolidays
{
    private static readonly ConcurrentDictionary<int, IReadOnlySet<DateOnly>> Years = [];

    /// <summary>Days that a proclamation moved: (usual, instead). A null "usual" is an extra day.</summary>
    private static readonly (DateOnly? Usual, DateOnly Instead)[] Proclaimed =
    [
        (null, new(2011, 4, 29)), // royal wedding
        (new(2012, 5, 28), new(2012, 6, 4)), // spring, next to the Diamond Jubilee
        (null, new(2012, 6, 5)), // Diamond Jubilee
        (new(2020, 5, 4), new(2020, 5, 8)), // early May, on the 75th anniversary of VE Day
        (new(2022, 5, 30), new(2022, 6, 2)), // spring, next to the Platinum Jubilee
        (null, new(2022, 6, 3)), // Platinum Jubilee
        (null, new(2022, 9, 19)), // state funeral of Queen Elizabeth II
        (null, new(2023, 5, 8)), // coronation of King Charles III
    ];

    public static IReadOnlySet<DateOnly> Of(int year) => Years.GetOrAdd(year, static y => Compute(y));

    private static HashSet<DateOnly> Compute(int year)
    {
        var easter = EasterSunday(year);
        HashSet<DateOnly> days =
        [
            Substitute(new(year, 1, 1)),
            easter.AddDays(-2),
            easter.AddDays(1),
            FirstMonday(year, 5),
            LastMonday(year, 5),
            LastMonday(year, 8),
            .. Christmas(year),
        ];
        foreach (var (usual, instead) in Proclaimed.Where(p => p.Instead.Year == year))
        {
            days.Remove(usual ?? default);
            days.Add(instead);
        }

        return days;
    }

    /// <summary>Christmas Day and Boxing Day; one that falls on a weekend moves to the next weekday that is still free.</summary>
    private static DateOnly[] Christmas(int year) => new DateOnly(year, 12, 25).DayOfWeek switch
    {
        DayOfWeek.Friday => [new(year, 12, 25), new(year, 12, 28)],
        DayOfWeek.Saturday => [new(year, 12, 27), new(year, 12, 28)],
        DayOfWeek.Sunday => [new(year, 12, 26), new(year, 12, 27)],
        _ => [new(year, 12, 25), new(year, 12, 26)],
    };

    private static DateOnly Substitute(DateOnly date) => date.DayOfWeek switch
    {
        DayOfWeek.Saturday => date.AddDays(2),
        DayOfWeek.Sunday => date.AddDays(1),
        _ => date,
    };

    private static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7);
    }

    private static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)DayOfWeek.Monday + 7) % 7));
    }

    /// <summary>The Gregorian computus (Meeus, Jones and Butcher).</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new(year, n / 31, (n % 31) + 1);
    }
}
