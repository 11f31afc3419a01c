using System.Globalization;
using GetHelp.Core;

namespace GetHelp.Web.Shared;

/// <summary>Numbers that stand in an address, where anybody can write anything: what cannot be read is as if it were not there. A page takes them as text,
/// because Blazor fails one that takes them as numbers.</summary>
public static class InAddress
{
    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Which page of a list is asked for, from 1.</summary>
    public static int Page(string? text) => Paging.Page(Number(text) ?? 1);
}
