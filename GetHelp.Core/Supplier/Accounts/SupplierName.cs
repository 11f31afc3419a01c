using System.Globalization;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>A person's name as the supplier takes it: one first name, one last name (spec 01 §3.3).</summary>
public sealed record SupplierName(string First, string Last)
{
    private static readonly string[] Titles = ["Mr", "Mrs", "Ms", "Miss", "Dr"];

    /// <summary>Of somebody who gave an address where a name was asked for, the name is what the address says.</summary>
    public static SupplierName Of(string fullName)
    {
        var name = fullName.Trim();
        var words = Words(WithoutTitle(name.Contains('@', StringComparison.Ordinal) ? FromAddress(name) : name));
        return words is [var first, ..] ? new(first, words[^1]) : new("", "");
    }

    /// <summary>"jo.bloggs@…" is Jo Bloggs, "jbloggs@…" is J Bloggs.</summary>
    private static string FromAddress(string address)
    {
        var local = address[..address.IndexOf('@', StringComparison.Ordinal)];
        var spaced = local.Contains('.', StringComparison.Ordinal) || local.Length < 2 ? local.Replace('.', ' ') : $"{local[0]} {local[1..]}";
        return CultureInfo.InvariantCulture.TextInfo.ToTitleCase(spaced.ToLowerInvariant());
    }

    private static string WithoutTitle(string name) =>
        Array.Find(Titles, title => name.StartsWith(title + " ", StringComparison.OrdinalIgnoreCase)) is { } title ? name[(title.Length + 1)..] : name;

    private static string[] Words(string name) => name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
