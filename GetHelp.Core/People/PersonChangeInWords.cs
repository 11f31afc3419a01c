using System.Text.RegularExpressions;

namespace GetHelp.Core.People;

/// <summary>How history says that somebody's details changed: "Ben Okoro. Telephone: none to 01632 960 001".</summary>
internal static partial class PersonChangeInWords
{
    private const string None = "none";

    public static string Write(PersonDetails before, PersonDetails after)
    {
        (string What, string Old, string New)[] fields =
        [
            ("Name", before.Name, after.Name), ("Email address", before.EmailAddress, after.EmailAddress), ("Telephone", before.Telephone, after.Telephone),
        ];
        return $"{before.Name}. {string.Join(". ", fields.Where(f => f.Old != f.New).Select(f => $"{f.What}: {OrNone(f.Old)} to {OrNone(f.New)}"))}";

        static string OrNone(string text) => text.Length == 0 ? None : text;
    }

    /// <summary>What somebody was called and reached by before such a change, and after it; what is not said is empty.</summary>
    public static IReadOnlyList<PersonDetails> Read(string words)
    {
        var said = Pattern().Match(words);
        return said.Success
            ? [Details(said.Groups["name"].Value, "address", "telephone"), Details(said.Groups["nameAfter"].Value, "addressAfter", "telephoneAfter")]
            : [];

        PersonDetails Details(string name, string address, string telephone) => new() { Name = name, EmailAddress = Said(address), Telephone = Said(telephone) };

        string Said(string group) => said.Groups[group].Value is None ? "" : said.Groups[group].Value;
    }

    [GeneratedRegex(
        @"^(?<name>.+?)\. (?:Name: .+? to (?<nameAfter>.+?)(?:\. (?=Email address: |Telephone: )|$))?(?:Email address: (?<address>\S+) to (?<addressAfter>\S+?)(?:\. (?=Telephone: )|$))?(?:Telephone: (?<telephone>.+?) to (?<telephoneAfter>.+))?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000)]
    private static partial Regex Pattern();
}
