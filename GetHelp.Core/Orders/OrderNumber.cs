using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GetHelp.Core.Orders;

/// <summary>What people read out: GHT-000123. The digits are the order's id.</summary>
public readonly record struct OrderNumber(int Id)
{
    private const string Prefix = "GHT-";

    /// <summary>Reads a number as people type it: any case, with or without the prefix and the zeros.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out OrderNumber number)
    {
        number = default;
        var digits = text?.Trim() ?? "";
        digits = digits.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? digits[Prefix.Length..] : digits;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0)
        {
            return false;
        }

        number = new(id);
        return true;
    }

    public override string ToString() => Prefix + Id.ToString("D6", CultureInfo.InvariantCulture);
}
