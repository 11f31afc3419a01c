namespace GetHelp.Core.Orders;

/// <summary>Days on which deliveries are made in England: not Saturdays, Sundays or bank holidays.</summary>
public static class WorkingDays
{
    /// <summary>Devices arrive within this many working days of the order (seed: the ordering guide, step 5).</summary>
    public const int ToDeliver = 5;

    public static bool Includes(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !BankHolidays.Of(date.Year).Contains(date);

    /// <summary>The working day that is <paramref name="count"/> working days after a date, which itself need not be one.</summary>
    public static DateOnly After(DateOnly date, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            date = date.AddDays(1);
            count -= Includes(date) ? 1 : 0;
        }

        return date;
    }
}
